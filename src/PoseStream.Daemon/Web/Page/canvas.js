// What picture and plan have in common.

/** The page's colours; see readTheme. */
export const theme = {};

/** After the browser turned from light to dark or back. */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const get = name => style.getPropertyValue(name).trim();
  Object.assign(theme, { text: get('--text'), quiet: get('--quiet'), grid: get('--grid'), card: get('--card'), light: get('--person-light') });
}

/** Fits a canvas to its place and the screen's pixels, and wipes it. Sizes are CSS pixels. */
export function begin(canvas) {
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

export function say(context, width, height, text) {
  context.fillStyle = theme.quiet;
  context.font = '14px system-ui, sans-serif';
  context.textAlign = 'center';
  context.fillText(text, width / 2, height / 2);
}

/** A name above a point, moved up, or down where there is no room, from those that stand there already. */
export function label(context, text, x, y, color, width, height, taken) {
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

readTheme();
