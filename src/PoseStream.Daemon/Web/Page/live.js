// Draws what the service publishes: one card a camera, with the people in the picture and on the ground.
// Events: "service" once, "status" every second, "frame" for every frame, "missed" where this page was too slow.
'use strict';

const SILENCE_MS = 2000;        // So long without a frame, a picture is shown as old.
const RETRY_MS = 5000;          // A refused page asks again after so long; a service that restarts needs about as much.
const TRAIL_MS = 4000;          // How far back a person's way on the plan goes.
const ELLIPSE_95 = 2.4477;      // Standard deviations of two dimensions that hold 95 %.
const LEAST_CONFIDENCE = 0.2;   // Joints below it are not drawn.
const RANGES_M = [3, 4, 6, 8, 10, 12, 16, 20, 25, 30, 40, 50, 75, 100];
const HUES = [215, 25, 150, 330, 265, 95, 190, 5, 295, 50];
const WIDE_PX = 430;            // A narrower picture names people by number and distance only.
const HIDDEN_JOINTS = new Set(['left_eye', 'right_eye', 'left_small_toe', 'right_small_toe']);

const $ = id => document.getElementById(id);
const cards = new Map();
let joints = [];
let theme = readTheme();
let missed = 0;

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const get = name => style.getPropertyValue(name).trim();
  return { text: get('--text'), quiet: get('--quiet'), grid: get('--grid'), card: get('--card'), light: get('--person-light') };
}

const shortOf = id => `#${id % 10000}`;
const number = value => value.toLocaleString('en').replaceAll(',', '\u202f');
const isUnsure = person => person.state !== 'confirmed' || person.predicted === true;

function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

const LENSES = { assumed: 'lens assumed', from_people: 'lens from people', calibrated: 'lens known' };

class Card {
  constructor(name) {
    this.name = name;
    this.frame = null;
    this.received = 0;
    this.trails = new Map();
    this.hues = new Map();
    this.range = RANGES_M[2];
    this.isDirty = true;
    this.wasOld = false;
    this.root = $('card').content.firstElementChild.cloneNode(true);
    this.root.dataset.camera = name;
    this.find('.name').textContent = name;
    this.picture = this.find('.picture canvas');
    this.plan = this.find('.plan canvas');
    this.people = this.find('.people');
    new ResizeObserver(() => { this.isDirty = true; }).observe(this.root);
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  /** A person's colour: the first that nobody else in the picture has, kept while the person is there. */
  colorOf(person, alpha = 1) {
    if (!this.hues.has(person.id)) {
      const taken = new Set(this.hues.values());
      this.hues.set(person.id, HUES.find(hue => !taken.has(hue)) ?? HUES[person.id % HUES.length]);
    }

    return `hsl(${this.hues.get(person.id)} 75% ${theme.light} / ${alpha})`;
  }

  setStatus(status) {
    this.status = status;
    const state = this.find('.state');
    setText(state, status.state.replaceAll('_', ' '));
    state.className = `badge state ${{ streaming: 'good', connecting: 'waiting', ended: 'waiting' }[status.state] ?? ''}`;
    const source = this.find('.source');
    const isTrouble = status.message !== '';
    source.classList.toggle('trouble', isTrouble);
    const media = [status.codec, status.transport, status.width_px ? `${status.width_px}×${status.height_px}` : null].filter(Boolean).join(' · ');
    setText(source, isTrouble ? status.message : [status.source, media, status.calibration_notice && `not calibrated yet: ${status.calibration_notice}`].filter(Boolean).join(' · '));
    source.title = status.source;
    setText(this.find('.fps'), status.fps.toFixed(1));
    const latency = status.latency_ms;
    setText(this.find('.latency'), latency ? `${latency.p50.toFixed(0)} · ${latency.p95.toFixed(0)} · ${latency.p99.toFixed(0)}` : '–');
    setText(this.find('.published'), `${number(status.published)} of ${number(status.decoded)}`);
    setText(this.find('.in-flight'), number(status.in_flight));
    const drops = Object.entries(status.dropped).filter(([, count]) => count > 0);
    setText(this.find('.dropped'), drops.length === 0 ? '0' : drops.map(([reason, count]) => `${number(count)} ${reason.replaceAll('_', ' ')}`).join(', '));
    if (status.width_px > 0) {
      this.find('.picture').style.aspectRatio = `${status.width_px} / ${status.height_px}`;
    }
  }

  setFrame(frame) {
    // Another epoch has another clock and other people, another lens other metres.
    if (this.frame && (this.frame.epoch !== frame.epoch || this.frame.calibration !== frame.calibration)) {
      this.trails.clear();
    }

    setText(this.find('.plan figcaption'), LENSES[frame.lens] + (frame.ground ? ' · ground' : ''));

    this.frame = frame;
    this.received = performance.now();
    this.isDirty = true;
    const present = new Set();
    for (const person of frame.people) {
      present.add(person.id);
      if (person.root_m && person.state !== 'lost') {
        const trail = this.trails.get(person.id) ?? [];
        trail.push({ x: person.root_m[0], z: person.root_m[2], at: this.received });
        while (this.received - trail[0].at > TRAIL_MS) {
          trail.shift();
        }

        this.trails.set(person.id, trail);
      }
    }

    for (const perPerson of [this.trails, this.hues]) {
      for (const id of perPerson.keys()) {
        if (!present.has(id)) {
          perPerson.delete(id);
        }
      }
    }

    this.listPeople();
  }

  listPeople() {
    const people = this.frame.people;
    const list = this.people;
    while (list.children.length > Math.max(people.length, 1)) {
      list.lastChild.remove();
    }

    while (list.children.length < Math.max(people.length, 1)) {
      const item = document.createElement('li');
      item.append(document.createElement('i'), document.createElement('span'));
      list.append(item);
    }

    if (people.length === 0) {
      const [item] = list.children;
      item.className = 'nobody';
      item.firstChild.style.background = 'transparent';
      setText(item.lastChild, 'nobody in sight');
      return;
    }

    people.forEach((person, index) => {
      const item = list.children[index];
      item.className = isUnsure(person) ? 'unsure' : '';
      item.title = `track ${person.id}, ${person.predicted ? 'predicted' : person.state}`;
      item.firstChild.style.background = this.colorOf(person);
      const speed = person.velocity_m_s ? Math.hypot(...person.velocity_m_s) : null;
      setText(item.lastChild, [
        shortOf(person.id),
        person.root_m ? `${person.root_m[2].toFixed(1)} m away` : 'distance unknown',
        person.body_height_m ? `${person.body_height_m.toFixed(2)} m tall` : null,
        speed !== null && !person.predicted ? `${speed.toFixed(1)} m/s` : null,
      ].filter(Boolean).join(' · '));
    });
  }

  draw(now) {
    const isOld = this.frame !== null && now - this.received > SILENCE_MS;
    if (!this.isDirty && isOld === this.wasOld) {
      return;
    }

    this.isDirty = false;
    this.wasOld = isOld;
    this.drawPicture(isOld);
    this.drawPlan(isOld, now);
  }

  drawPicture(isOld) {
    const { context, width, height } = begin(this.picture);
    const frame = this.frame;
    if (!frame) {
      say(context, width, height, 'no picture yet');
      return;
    }

    const scale = Math.min(width / frame.width_px, height / frame.height_px);
    const left = (width - scale * frame.width_px) / 2;
    const top = (height - scale * frame.height_px) / 2;
    const at = (x, y) => [left + scale * x, top + scale * y];
    context.globalAlpha = isOld ? 0.3 : 1;
    for (const person of frame.people) {
      this.drawBox(context, person, at);
      this.drawSkeleton(context, person, at, scale);
    }

    // Names over everything, so that nobody hides another's.
    const taken = [];
    for (const person of frame.people) {
      const [x, y] = at((person.box_px[0] + person.box_px[2]) / 2, person.box_px[1]);
      const distance = person.root_m ? `  ${person.root_m[2].toFixed(1)} m` : '';
      const stature = person.body_height_m && width > WIDE_PX ? `  ${person.body_height_m.toFixed(2)} m tall` : '';
      label(context, `${shortOf(person.id)}${distance}${stature}`, x, y - 5, this.colorOf(person), width, height, taken);
    }

    context.globalAlpha = 1;
    if (isOld) {
      say(context, width, height, 'no new picture');
    }
  }

  drawBox(context, person, at) {
    const [x1, y1] = at(person.box_px[0], person.box_px[1]);
    const [x2, y2] = at(person.box_px[2], person.box_px[3]);
    context.strokeStyle = this.colorOf(person, 0.45);
    context.lineWidth = 1;
    context.setLineDash(isUnsure(person) ? [4, 4] : []);
    context.beginPath();
    context.roundRect(x1, y1, x2 - x1, y2 - y1, 5);
    context.stroke();
    context.setLineDash([]);
  }

  drawSkeleton(context, person, at, scale) {
    const found = new Map();
    for (const [index, x, y, confidence] of person.joints) {
      if (confidence >= LEAST_CONFIDENCE && !HIDDEN_JOINTS.has(joints[index]?.name)) {
        found.set(index, { x, y });
      }
    }

    const size_px = (person.box_px[3] - person.box_px[1]) * scale;
    const thick = Math.max(1.4, Math.min(5, size_px / 45));
    context.lineCap = 'round';
    context.lineWidth = thick;
    for (const [index, joint] of found) {
      const parent = found.get(joints[index].parent);
      if (parent) {
        context.strokeStyle = this.colorOf(person, joints[index].name.startsWith('left_') ? 0.55 : 1);
        context.beginPath();
        context.moveTo(...at(joint.x, joint.y));
        context.lineTo(...at(parent.x, parent.y));
        context.stroke();
      }
    }

    for (const [index, joint] of found) {
      context.fillStyle = this.colorOf(person, joints[index].name.startsWith('left_') ? 0.7 : 1);
      context.beginPath();
      context.arc(...at(joint.x, joint.y), thick * 0.85, 0, 2 * Math.PI);
      context.fill();
    }
  }

  drawPlan(isOld, now) {
    const { context, width, height } = begin(this.plan);
    const frame = this.frame;
    const people = frame ? frame.people.filter(person => person.root_m) : [];
    this.chooseRange(people);
    const originX = width / 2;
    const originY = height - 20;
    const slopes = frame ? [-frame.cx_px / frame.fx_px, (frame.width_px - frame.cx_px) / frame.fx_px] : [-0.6, 0.6];
    // Whichever side is tighter: the range must fit upwards, and at its end the view's width. Before it is laid out the plan has no size.
    const scale = Math.max(0, Math.min((originY - 14) / this.range, (width / 2 - 6) / (this.range * Math.max(0.35, Math.min(1, ...slopes.map(Math.abs))))));
    const at = (x, z) => [originX + scale * x, originY - scale * z];

    this.drawGround(context, at, scale, width, slopes);
    context.globalAlpha = isOld ? 0.3 : 1;
    for (const person of people) {
      this.drawTrail(context, person, at, now);
      drawEllipse(context, person, at, scale, alpha => this.colorOf(person, alpha));
    }

    const taken = [];
    for (const person of people) {
      drawPlace(context, person, at, this.colorOf(person));
    }

    for (const person of people) {
      const [x, y] = at(person.root_m[0], person.root_m[2]);
      label(context, shortOf(person.id), x, y - 8, this.colorOf(person), width, height, taken);
    }

    context.globalAlpha = 1;
  }

  /** Grows at once and shrinks only when it is far too large, so that the plan does not jump. */
  chooseRange(people) {
    const farthest = Math.max(0, ...people.map(person => person.root_m[2])) * 1.1;
    const needed = RANGES_M.find(range => range >= farthest) ?? RANGES_M.at(-1);
    if (people.length > 0 && (needed > this.range || farthest < 0.5 * this.range)) {
      this.range = needed;
    }
  }

  drawGround(context, at, scale, width, slopes) {
    const step = this.range <= 4 ? 1 : this.range <= 12 ? 2 : this.range <= 30 ? 5 : 10;
    const [left, right] = slopes.map(slope => Math.atan(slope));
    context.lineWidth = 1;
    context.strokeStyle = theme.grid;
    context.fillStyle = theme.quiet;
    context.font = '11px system-ui, sans-serif';
    context.textAlign = 'left';
    for (let ring = step; ring <= this.range + 1e-6; ring += step) {
      const [x, y] = at(0, 0);
      context.beginPath();
      context.arc(x, y, scale * ring, left - Math.PI / 2, right - Math.PI / 2);
      context.stroke();
      const [labelX, labelY] = at(ring * Math.sin(right), ring * Math.cos(right));
      const text = `${ring} m`;
      const fits = labelX + 4 + context.measureText(text).width < width;
      context.textAlign = fits ? 'left' : 'right';
      context.fillText(text, fits ? labelX + 4 : width - 4, labelY + (fits ? 4 : -4));
    }

    context.setLineDash([3, 4]);
    for (const angle of [left, right]) {
      context.beginPath();
      context.moveTo(...at(0, 0));
      context.lineTo(...at(this.range * Math.sin(angle), this.range * Math.cos(angle)));
      context.stroke();
    }

    context.setLineDash([]);
    context.beginPath();
    const [x, y] = at(0, 0);
    context.moveTo(x, y - 6);
    context.lineTo(x + 7, y + 7);
    context.lineTo(x - 7, y + 7);
    context.closePath();
    context.fill();
  }

  drawTrail(context, person, at, now) {
    const trail = this.trails.get(person.id) ?? [];
    context.lineWidth = 2;
    context.lineCap = 'round';
    for (let i = 1; i < trail.length; i++) {
      context.strokeStyle = this.colorOf(person, 0.5 * Math.max(0, 1 - (now - trail[i].at) / TRAIL_MS));
      context.beginPath();
      context.moveTo(...at(trail[i - 1].x, trail[i - 1].z));
      context.lineTo(...at(trail[i].x, trail[i].z));
      context.stroke();
    }
  }
}

/** Fits a canvas to its place and the screen's pixels, and wipes it. Sizes are CSS pixels. */
function begin(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    [canvas.width, canvas.height] = [wide, high];
  }

  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

function say(context, width, height, text) {
  context.fillStyle = theme.quiet;
  context.font = '14px system-ui, sans-serif';
  context.textAlign = 'center';
  context.fillText(text, width / 2, height / 2);
}

/** A name above a point, moved up, or down where there is no room, from those that stand there already. */
function label(context, text, x, y, color, width, height, taken) {
  context.font = '600 12px system-ui, sans-serif';
  const wide = context.measureText(text).width + 12;
  const left = Math.max(2, Math.min(width - wide - 2, x - wide / 2));
  const preferred = Math.max(2, Math.min(height - 20, y - 17));
  const isFree = top => !taken.some(other => left < other.left + other.wide && other.left < left + wide && Math.abs(top - other.top) < 19);
  const tops = [0, -20, 20, -40, 40, -60, 60].map(shift => preferred + shift).filter(top => top >= 2 && top <= height - 20);
  const top = tops.find(isFree) ?? preferred;
  taken.push({ left, top, wide });
  const before = context.globalAlpha;
  context.globalAlpha = before * 0.85;
  context.fillStyle = theme.card;
  context.beginPath();
  context.roundRect(left, top, wide, 18, 9);
  context.fill();
  context.globalAlpha = before;
  context.fillStyle = color;
  context.textAlign = 'left';
  context.fillText(text, left + 6, top + 13);
}

function drawEllipse(context, person, at, scale, colorOf) {
  if (!person.floor_covariance_m2) {
    return;
  }

  const [xx, xz, zz] = person.floor_covariance_m2;
  const mean = (xx + zz) / 2;
  const spread = Math.hypot((xx - zz) / 2, xz);
  const angle = 0.5 * Math.atan2(2 * xz, xx - zz);
  const long = ELLIPSE_95 * Math.sqrt(Math.max(0, mean + spread)) * scale;
  const short = ELLIPSE_95 * Math.sqrt(Math.max(0, mean - spread)) * scale;
  const [x, y] = at(person.root_m[0], person.root_m[2]);
  context.beginPath();
  // The plan's z goes up, the canvas' y down.
  context.ellipse(x, y, Math.max(long, 1), Math.max(short, 1), -angle, 0, 2 * Math.PI);
  context.fillStyle = colorOf(0.12);
  context.fill();
  context.strokeStyle = colorOf(0.7);
  context.lineWidth = 1;
  context.setLineDash(isUnsure(person) ? [3, 3] : []);
  context.stroke();
  context.setLineDash([]);
}

function drawPlace(context, person, at, color) {
  const [x, , z] = person.root_m;
  const [px, py] = at(x, z);
  const velocity = person.velocity_m_s;
  if (velocity && !person.predicted && Math.hypot(velocity[0], velocity[2]) > 0.2) {
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(px, py);
    context.lineTo(...at(x + velocity[0], z + velocity[2]));
    context.stroke();
  }

  context.beginPath();
  context.arc(px, py, 5, 0, 2 * Math.PI);
  context.fillStyle = isUnsure(person) ? theme.card : color;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
}

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
    card.draw(now);
  }

  requestAnimationFrame(tick);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  theme = readTheme();
  for (const card of cards.values()) {
    card.isDirty = true;
    if (card.frame) {
      card.listPeople();
    }
  }
});
connect();
requestAnimationFrame(tick);
