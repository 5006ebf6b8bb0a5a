// The people from above, in metres, before the camera.
import { begin, label, theme } from './canvas.js';
import { isUnsure, keepOnly, shortOf } from './words.js';

const TRAIL_MS = 4000;          // How far back a person's way goes.
const ELLIPSE_95 = 2.4477;      // Standard deviations of two dimensions that hold 95 %.
const RANGES_M = [3, 4, 6, 8, 10, 12, 16, 20, 25, 30, 40, 50, 75, 100];

export class Plan {
  constructor(canvas) {
    this.canvas = canvas;
    this.trails = new Map();
    this.range = RANGES_M[2];
  }

  /** Places before now do not belong to those that come. */
  beginAnew() {
    this.trails.clear();
  }

  follow(people, now) {
    for (const person of people) {
      if (person.root_m && person.state !== 'lost') {
        const trail = this.trails.get(person.id) ?? [];
        trail.push({ x: person.root_m[0], z: person.root_m[2], at: now });
        while (now - trail[0].at > TRAIL_MS) {
          trail.shift();
        }

        this.trails.set(person.id, trail);
      }
    }

    keepOnly(this.trails, people);
  }

  draw(frame, colorOf, isOld, now) {
    const { context, width, height } = begin(this.canvas);
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
      this.drawTrail(context, person, at, colorOf, now);
      drawEllipse(context, person, at, scale, alpha => colorOf(person, alpha));
    }

    const taken = [];
    for (const person of people) {
      drawPlace(context, person, at, colorOf(person));
    }

    for (const person of people) {
      const [x, y] = at(person.root_m[0], person.root_m[2]);
      label(context, shortOf(person.id), x, y - 8, colorOf(person), width, height, taken);
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

  drawTrail(context, person, at, colorOf, now) {
    const trail = this.trails.get(person.id) ?? [];
    context.lineWidth = 2;
    context.lineCap = 'round';
    for (let i = 1; i < trail.length; i++) {
      context.strokeStyle = colorOf(person, 0.5 * Math.max(0, 1 - (now - trail[i].at) / TRAIL_MS));
      context.beginPath();
      context.moveTo(...at(trail[i - 1].x, trail[i - 1].z));
      context.lineTo(...at(trail[i].x, trail[i].z));
      context.stroke();
    }
  }
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
