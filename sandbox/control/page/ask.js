// Asks before something happens: a question, its possible answers, and a line to write where a mail goes out.
import { byId, make } from "./elements.js";
import { text } from "./texts.js";

/**
 * `choices`: `{ value, label, kind? }`, the first is the one for Enter. Gives `{ value, comment }`, or null where
 * the person thought better of it.
 */
export function ask({ title, detail = "", choices, hasComment = false }) {
  const question = byId("question");
  byId("question-title").textContent = title;
  byId("question-detail").textContent = detail;
  byId("question-comment").value = "";
  byId("question-comment").hidden = !hasComment;
  const { promise, resolve } = Promise.withResolvers();
  const buttons = choices.map(({ value, label, kind = "" }) => {
    const button = make("button", kind, label);
    button.type = "button";
    button.dataset.value = value;
    button.addEventListener("click", () => question.close(value));
    return button;
  });
  const back = make("button", "", text("back"));
  back.type = "button";
  back.addEventListener("click", () => question.close(""));
  byId("question-choices").replaceChildren(...buttons, back);
  question.returnValue = "";
  question.addEventListener(
    "close",
    () => {
      const { returnValue: value } = question;
      resolve(value === "" ? null : { value, comment: byId("question-comment").value.trim() });
    },
    { once: true },
  );
  question.showModal();
  buttons[0].focus();
  return promise;
}
