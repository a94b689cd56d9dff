// What a person is typing, apart from what is known about it.
//
// A draft follows the screen only when the screen's version rises; its text is sent when the field is left and half a
// second after the last key.

/** How long after the last key a draft is sent, in milliseconds. */
export const PAUSE = 500;

/** The text of one field. */
export class Draft {
  text = $state("");
  #version: number;
  #sent: string;
  #send: (text: string, version: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(value: string, version: number, send: (text: string, version: number) => void) {
    this.text = value;
    this.#sent = value;
    this.#version = version;
    this.#send = send;
  }

  /** A screen came. Its value counts only if it was changed by something else than typing. */
  follow(value: string, version: number): void {
    if (version <= this.#version) return;
    this.#version = version;
    this.#stopWaiting();
    this.text = value;
    this.#sent = value;
  }

  /** A key was pressed. */
  typed(): void {
    this.#stopWaiting();
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Sends the text now, if it is not what was sent last. */
  flush(): void {
    this.#stopWaiting();
    if (this.text === this.#sent) return;
    this.#sent = this.text;
    this.#send(this.text, this.#version);
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
