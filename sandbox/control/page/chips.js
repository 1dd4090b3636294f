// A field that holds several things: each becomes a chip that can be taken away again.
import { icon, make } from "./elements.js";
import { text } from "./texts.js";

export class Chips {
  /** `read(text)`: the item that a text stands for, or null; `draw(item)`: its elements; `name(item)`: in words. */
  constructor(field, { read, draw, name, onChange = () => {} }) {
    this.items = [];
    this.isFixed = false;
    this.field = field;
    this.input = field.querySelector("input");
    this.read = read;
    this.draw = draw;
    this.name = name;
    this.onChange = onChange;
    this.input.addEventListener("keydown", (key) => this.#onKey(key));
    this.input.addEventListener("input", () => /[,;]$/.test(this.input.value) && this.take());
    this.input.addEventListener("change", () => this.take());
    field.addEventListener("click", (click) => click.target === field && this.input.focus());
  }

  show(items, isFixed = false) {
    this.items = items;
    this.isFixed = isFixed;
    this.input.hidden = isFixed;
    this.#redraw();
  }

  /** Makes chips of what is written. False where something can't be read; it stays to be mended. */
  take() {
    const parts = this.input.value.split(/[,;]/).map((part) => part.trim());
    const left = [];
    for (const part of parts.filter(Boolean)) {
      const item = this.read(part);
      if (!item) left.push(part);
      else if (!this.items.some((each) => this.name(each) === this.name(item)))
        this.items = [...this.items, item];
    }
    this.input.value = left.join(", ");
    this.#redraw();
    this.onChange();
    return left.length === 0;
  }

  #onKey(key) {
    if (key.key === "Enter" && this.input.value.trim() !== "") {
      key.preventDefault();
      this.take();
    }
    if (key.key === "Backspace" && this.input.value === "") this.#remove(this.items.length - 1);
  }

  #remove(index) {
    this.items = this.items.filter((_, i) => i !== index);
    this.#redraw();
    this.onChange();
  }

  #redraw() {
    for (const chip of this.field.querySelectorAll(".chip")) chip.remove();
    const chips = this.items.map((item, index) => {
      const chip = make("span", "chip", ...this.draw(item));
      if (this.isFixed) return chip;
      const remove = make("button", "quiet", icon("close"));
      remove.type = "button";
      remove.setAttribute("aria-label", `${text("remove")}: ${this.name(item)}`);
      remove.addEventListener("click", () => {
        this.#remove(index);
        this.input.focus();
      });
      chip.append(remove);
      return chip;
    });
    this.input.before(...chips);
  }
}
