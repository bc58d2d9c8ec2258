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
  // On the disk, not only with the system: a telephone's battery may end.
  const options = { durability: "strict" };
  return (await opening).transaction(STORE, "readwrite", options).objectStore(STORE);
}

/** Resolves when all that was asked of the store is kept. */
function kept({ transaction }) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = reject;
    transaction.commit?.();
  });
}

/**
 * Keeps under `key` what `merge` makes of all values under keys that begin with `prefix`, in place
 * of these: a crash leaves the ones or the other.
 */
export async function gather(prefix, key, merge) {
  const answers = await store();
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const value = merge(await done(answers.getAll(range)));
  answers.delete(range);
  if (value.length) answers.put(value, key);
  return kept(answers);
}

/** Keeps `value` under `key`; nothing when it is empty. */
export async function keep(key, value) {
  const answers = await store();
  if (value.length) answers.put(value, key);
  else answers.delete(key);
  return kept(answers);
}
