/** A button that opens the browser's own printing, where there is a script; without one the page says how. */
const place = document.getElementById('print-here');
if (place !== null) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary kin-print__button';
  button.textContent = 'Print now';
  button.addEventListener('click', () => window.print());
  place.append(button);
}
