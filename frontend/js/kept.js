const STORE = "answers";

let opening;

/** Opens the browser's database; fails where the browser has or lets have none. */
function open() {
  const request = indexedDB.open("widya", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}

async function store() {
  opening ??= open();
  return (await opening).transaction(STORE, "readwrite").objectStore(STORE);
}

/** Takes out all values under keys that begin with `prefix`. */
export async function take(prefix) {
  const answers = await store();
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const values = await done(answers.getAll(range));
  answers.delete(range);
  return values;
}

/** Keeps `value` under `key`; nothing when it is empty. */
export async function keep(key, value) {
  const answers = await store();
  if (value.length) answers.put(value, key);
  else answers.delete(key);
}
