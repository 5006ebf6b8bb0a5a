// How people and numbers are called.

export const shortOf = id => `#${id % 10000}`;
export const number = value => value.toLocaleString('en').replaceAll(',', '\u202f');
export const isUnsure = person => person.state !== 'confirmed' || person.predicted === true;

/** Leaves the page alone where nothing changed. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Forgets what is known of people who are not in sight any more. */
export function keepOnly(perPerson, people) {
  const present = new Set(people.map(person => person.id));
  for (const id of perPerson.keys()) {
    if (!present.has(id)) {
      perPerson.delete(id);
    }
  }
}
