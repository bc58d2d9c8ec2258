/*
 * When Wagtail has saved a page by itself, it takes for saved whatever stands in the form by then,
 * also what was written after the saving began: that would be lost with the tab, without a warning.
 * This compares what was sent with what stands there, and lets Wagtail save once more.
 */

// What the saving itself renews, and the comments, which Wagtail watches apart.
const RENEWED = /^(csrfmiddlewaretoken|loaded_revision_.*|overwrite_revision_id|next|comments-.*)$/;

let sent = new Map();

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

function differs(before, now) {
  return JSON.stringify([...before]) !== JSON.stringify([...now]);
}

document.addEventListener("w-autosave:save", (event) => {
  sent = contents(event.detail.formData);
});

document.addEventListener("w-autosave:success", (event) => {
  const form = event.target;
  for (const [name, value] of Object.entries(event.detail.response.field_updates ?? {})) {
    if (sent.has(name)) {
      sent.set(name, [String(value)]);
    }
  }
  if (differs(sent, contents(new FormData(form)))) {
    form.dataset.wUnsavedForceValue = "true";
  }
});
