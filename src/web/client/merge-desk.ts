// The merge desk without waiting: y, n, l and u press the buttons that carry them, and the next pair comes in place, with the focus on
// its heading. Every answer is the same form that works without this script. Keys can be switched off, and are never taken from a field.

const SETTING = 'kinline-desk-keys';
let busy = false;

const desk = (): HTMLElement | null => document.getElementById('merge-desk');
const keysOn = (): boolean => localStorage.getItem(SETTING) !== 'off';

function begin(focus: boolean): void {
  const box = document.querySelector<HTMLInputElement>('#keys-on');
  const label = box?.closest('label');
  if (box !== null && label !== null && label !== undefined) {
    label.hidden = false;
    box.checked = keysOn();
    box.addEventListener('change', () => localStorage.setItem(SETTING, box.checked ? 'on' : 'off'));
  }
  desk()?.classList.toggle('kin-keys-off', !keysOn());
  if (focus) {
    const heading = document.getElementById('desk-heading');
    heading?.focus({ preventScroll: true });
    window.scrollTo({ top: Math.max(0, (desk()?.getBoundingClientRect().top ?? 0) + window.scrollY - 12) });
  }
}

/** Sends the form, and puts the desk of the page that answers in the place of this one. Anything unexpected: an ordinary page load. */
async function answer(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  busy = true;
  const sent = new FormData(form);
  if (button !== null && button.name !== '') sent.append(button.name, button.value);
  const fields = new URLSearchParams([...sent].map(([name, value]) => [name, String(value)]));
  try {
    const reply = await fetch(form.action, { method: 'POST', body: fields, headers: { accept: 'text/html' }, redirect: 'follow' });
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const next = page.getElementById('merge-desk');
    const here = desk();
    if (!reply.ok || next === null || here === null) {
      location.assign(reply.ok ? reply.url : location.href);
      return;
    }
    history.replaceState(null, '', reply.url);
    here.replaceWith(document.adoptNode(next));
    begin(true);
  } catch {
    location.reload();
  } finally {
    busy = false;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.closest('.kin-desk') === null) return;
  event.preventDefault();
  if (!busy) void answer(form, event.submitter instanceof HTMLButtonElement ? event.submitter : null);
});

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || busy || !keysOn()) return;
  const at = event.target;
  if (at instanceof HTMLElement && (at.isContentEditable || at.matches('input:not([type=checkbox]), textarea, select'))) return;
  const button = document.querySelector<HTMLButtonElement>(`.kin-desk [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button === null) return;
  event.preventDefault();
  button.click();
});

document.addEventListener('change', () => desk()?.classList.toggle('kin-keys-off', !keysOn()));

begin(new URLSearchParams(location.search).has('began'));
