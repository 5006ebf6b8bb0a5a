import { theme } from './canvas.js';
import { drawPicture } from './picture.js';
import { Plan } from './plan.js';
import { isUnsure, keepOnly, number, setText, shortOf } from './words.js';

const SILENCE_MS = 2000;        // So long without a frame, a picture is shown as old.
const HUES = [215, 25, 150, 330, 265, 95, 190, 5, 295, 50];
const LENSES = { assumed: 'lens assumed', from_people: 'lens from people', calibrated: 'lens known' };

/** One camera: its state and figures, its people in the picture, on the ground and as a list. */
export class Card {
  constructor(name) {
    this.name = name;
    this.frame = null;
    this.received = 0;
    this.hues = new Map();
    this.isDirty = true;
    this.wasOld = false;
    this.root = document.getElementById('card').content.firstElementChild.cloneNode(true);
    this.root.dataset.camera = name;
    this.find('.name').textContent = name;
    this.picture = this.find('.picture canvas');
    this.plan = new Plan(this.find('.plan canvas'));
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
      this.plan.beginAnew();
    }

    setText(this.find('.plan figcaption'), LENSES[frame.lens] + (frame.ground ? ' · ground' : ''));

    this.frame = frame;
    this.received = performance.now();
    this.isDirty = true;
    this.plan.follow(frame.people, this.received);
    keepOnly(this.hues, frame.people);
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

  /** @param joints names and parents, by index */
  draw(joints, now) {
    const isOld = this.frame !== null && now - this.received > SILENCE_MS;
    if (!this.isDirty && isOld === this.wasOld) {
      return;
    }

    this.isDirty = false;
    this.wasOld = isOld;
    const colorOf = (person, alpha) => this.colorOf(person, alpha);
    drawPicture(this.picture, this.frame, joints, colorOf, isOld);
    this.plan.draw(this.frame, colorOf, isOld, now);
  }

  /** Everything once more, in other colours. */
  redraw() {
    this.isDirty = true;
    if (this.frame) {
      this.listPeople();
    }
  }
}
