/** Reads what a question's fields say. */
export function answerOf(question) {
  const chosen = question.querySelectorAll('[name^="pilihan"]:checked');
  return {
    choices: [...chosen].map((input) => Number(input.value)),
    is_doubtful: doubtOf(question).checked,
  };
}

/** Shows an answer in a question's fields; returns whether that changed anything. */
export function fill(question, answer) {
  const before = JSON.stringify(answerOf(question));
  for (const input of question.querySelectorAll('[name^="pilihan"]')) {
    input.checked = answer.choices.includes(Number(input.value));
  }
  doubtOf(question).checked = answer.is_doubtful;
  return JSON.stringify(answerOf(question)) !== before;
}

function doubtOf(question) {
  return question.querySelector('[name^="ragu"]');
}
