// Draws what the service publishes: one card a camera, with the people in the picture and on the ground.
// Events: "service" once, "status" every second, "frame" for every frame, "missed" where this page was too slow.
import { readTheme } from './canvas.js';
import { Card } from './card.js';
import { number, setText } from './words.js';

const RETRY_MS = 5000;          // A refused page asks again after so long; a service that restarts needs about as much.

const $ = id => document.getElementById(id);
const cards = new Map();
let joints = [];
let missed = 0;

function cardOf(name) {
  let card = cards.get(name);
  if (!card) {
    card = new Card(name);
    cards.set(name, card);
    const next = [...cards.keys()].sort().indexOf(name);
    $('cameras').insertBefore(card.root, $('cameras').children[next] ?? null);
  }

  return card;
}

function showTotals() {
  const all = [...cards.values()];
  const sum = value => all.reduce((total, card) => total + (card.status ? value(card.status) : 0), 0);
  setText($('total-people'), number(all.reduce((total, card) => total + (card.frame?.people.filter(person => person.state === 'confirmed').length ?? 0), 0)));
  setText($('total-fps'), sum(status => status.fps).toFixed(1));
  setText($('total-published'), number(sum(status => status.published)));
  setText($('total-dropped'), number(sum(status => Object.values(status.dropped).reduce((a, b) => a + b, 0))));
}

function link(text, kind) {
  const badge = $('link');
  setText(badge, text);
  badge.className = `badge ${kind}`;
}

function connect() {
  const events = new EventSource('events');
  events.onopen = () => link('live', 'good');
  events.onerror = () => {
    const isRefused = events.readyState === EventSource.CLOSED;
    link(isRefused ? 'refused, trying again' : 'connection lost, trying again', 'waiting');
    // The browser tries again by itself, except after an answer that is no stream: too many pages, or a proxy's error while the service restarts.
    if (isRefused) {
      setTimeout(connect, RETRY_MS);
    }
  };
  events.addEventListener('service', event => {
    const service = JSON.parse(event.data);
    joints = service.joints;
    document.title = `PoseStream · ${service.node}`;
    setText($('service'), `${service.node} · version ${service.version} · ${service.models.map(model => `${model.id} (${model.provider})`).join(', ')}`);
  });
  events.addEventListener('status', event => {
    const status = JSON.parse(event.data);
    const names = new Set(status.cameras.map(camera => camera.name));
    for (const [name, card] of cards) {
      if (!names.has(name)) {
        card.root.remove();
        cards.delete(name);
      }
    }

    status.cameras.forEach(camera => cardOf(camera.name).setStatus(camera));
    showTotals();
  });
  events.addEventListener('frame', event => {
    const frame = JSON.parse(event.data);
    cardOf(frame.camera).setFrame(frame);
  });
  events.addEventListener('missed', event => {
    missed += Number(event.data);
    setText($('missed'), `this page was too slow for ${number(missed)} messages`);
  });
}

function tick(now) {
  for (const card of cards.values()) {
    card.draw(joints, now);
  }

  requestAnimationFrame(tick);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  readTheme();
  for (const card of cards.values()) {
    card.redraw();
  }
});
connect();
requestAnimationFrame(tick);
