import { Controller } from "@hotwired/stimulus";

/** Ticks the rules that the password keeps while it is typed. The server judges it anyway. */
export default class PasswordRulesController extends Controller {
  static targets = ["rule", "status"];

  // Actions

  check({ target }) {
    for (const rule of this.ruleTargets) {
      rule.toggleAttribute("data-met", new RegExp(rule.dataset.pattern).test(target.value));
    }
    const isAllMet = this.ruleTargets.every((rule) => rule.hasAttribute("data-met"));
    this.statusTarget.textContent = isAllMet ? this.statusTarget.dataset.allMet : "";
  }
}
