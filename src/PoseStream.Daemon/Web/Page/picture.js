// Boxes, skeletons and names where the camera saw them.
import { begin, label, say } from './canvas.js';
import { isUnsure, shortOf } from './words.js';

const LEAST_CONFIDENCE = 0.2;   // Joints below it are not drawn.
const WIDE_PX = 430;            // A narrower picture names people by number and distance only.
const HIDDEN_JOINTS = new Set(['left_eye', 'right_eye', 'left_small_toe', 'right_small_toe']);

/**
 * People in the picture, without the picture.
 * @param joints names and parents, by index
 * @param colorOf a person's colour, and how opaque
 */
export function drawPicture(canvas, frame, joints, colorOf, isOld) {
  const { context, width, height } = begin(canvas);
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
    drawBox(context, person, at, colorOf);
    drawSkeleton(context, person, joints, at, scale, colorOf);
  }

  // Names over everything, so that nobody hides another's.
  const taken = [];
  for (const person of frame.people) {
    const [x, y] = at((person.box_px[0] + person.box_px[2]) / 2, person.box_px[1]);
    const distance = person.root_m ? `  ${person.root_m[2].toFixed(1)} m` : '';
    const stature = person.body_height_m && width > WIDE_PX ? `  ${person.body_height_m.toFixed(2)} m tall` : '';
    label(context, `${shortOf(person.id)}${distance}${stature}`, x, y - 5, colorOf(person), width, height, taken);
  }

  context.globalAlpha = 1;
  if (isOld) {
    say(context, width, height, 'no new picture');
  }
}

function drawBox(context, person, at, colorOf) {
  const [x1, y1] = at(person.box_px[0], person.box_px[1]);
  const [x2, y2] = at(person.box_px[2], person.box_px[3]);
  context.strokeStyle = colorOf(person, 0.45);
  context.lineWidth = 1;
  context.setLineDash(isUnsure(person) ? [4, 4] : []);
  context.beginPath();
  context.roundRect(x1, y1, x2 - x1, y2 - y1, 5);
  context.stroke();
  context.setLineDash([]);
}

function drawSkeleton(context, person, joints, at, scale, colorOf) {
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
      context.strokeStyle = colorOf(person, joints[index].name.startsWith('left_') ? 0.55 : 1);
      context.beginPath();
      context.moveTo(...at(joint.x, joint.y));
      context.lineTo(...at(parent.x, parent.y));
      context.stroke();
    }
  }

  for (const [index, joint] of found) {
    context.fillStyle = colorOf(person, joints[index].name.startsWith('left_') ? 0.7 : 1);
    context.beginPath();
    context.arc(...at(joint.x, joint.y), thick * 0.85, 0, 2 * Math.PI);
    context.fill();
  }
}
