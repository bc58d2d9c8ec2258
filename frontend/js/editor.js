/*
 * Wagtail's editor saves a page by itself. While it does so,
 *
 * - it takes for saved whatever stands in the form when the saving ends, also what was written after
 *   it began: that would be lost with the tab, without a warning. Here what was sent is compared
 *   with what stands there, and Wagtail saves once more.
 * - whoever presses a button to save would save twice at once, which makes a new page twice and so
 *   is refused. Here the button waits until the other saving has ended.
 */

// What the saving itself renews, and the comments, which Wagtail watches apart.
const RENEWED = /^(csrfmiddlewaretoken|loaded_revision_.*|overwrite_revision_id|next|comments-.*)$/;

let sent;
let isSaving = false;
let pressed;

function contents(formData) {
  const values = new Map();
  for (const [name, value] of formData) {
    if (!RENEWED.test(name)) {
      const text = value instanceof File ? `${value.name} ${value.size}` : value;
      values.set(name, [...(values.get(name) ?? []), text]);
    }
  }
  return values;
}

function isAsSent(form, renewed = {}) {
  for (const [name, value] of Object.entries(renewed)) {
    if (sent.has(name)) sent.set(name, [String(value)]);
  }
  return JSON.stringify([...sent]) === JSON.stringify([...contents(new FormData(form))]);
}

function letSaveItself(form, isAllowed) {
  form.dataset.wAutosaveActiveValue = String(isAllowed);
}

/** Sends the form as the button would have that was pressed, and that may be another one by now. */
function goOn(form) {
  if (pressed.name) {
    const { name, value } = pressed;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  pressed = undefined;
  form.requestSubmit();
}

document.addEventListener("w-autosave:save", ({ detail }) => {
  isSaving = true;
  sent = contents(detail.formData);
});

document.addEventListener("w-autosave:success", ({ target, detail }) => {
  isSaving = false;
  if (pressed) goOn(target);
  else if (!isAsSent(target, detail.response.field_updates)) {
    target.dataset.wUnsavedForceValue = "true";
  }
});

document.addEventListener("w-autosave:error", ({ target, detail }) => {
  isSaving = false;
  if (!pressed) return;
  if (detail.type === "network_error") {
    // The browser's own page about it would take the place of all that was written.
    pressed.dataset.wProgressLoadingValue = "false";
    pressed = undefined;
    letSaveItself(target, true);
  } else goOn(target);
});

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-edit-form]")) return;
    letSaveItself(form, false);
    if (isSaving) {
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = event.submitter;
    }
  },
  { capture: true },
);

window.addEventListener("pageshow", ({ persisted }) => {
  const form = document.querySelector("[data-edit-form]");
  if (persisted && form) letSaveItself(form, true);
});
