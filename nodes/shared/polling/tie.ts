import { PollRefusal } from './refusal';
import type { CursorState } from './state';

type Packed = NonNullable<CursorState['tie']>;

/**
 * The reading of one time that more records share than a page holds. While later pages are read, a record that leaves an
 * earlier one moves those behind it forward, and one may slip past. So the pages are read until a reading has met again
 * all that the one before it met: then nothing left while that one went on, and it missed nothing.
 *
 * More records may get the newest time while it is being read. So only readings count that began when it was over: when
 * there was a newer time, or in a later poll.
 */
export class Tie {
	private readonly now = new Set<string>();

	private readonly before = new Set<string>();

	private isAgain = false;

	private place?: string;

	/** Whether nothing could get this time any more when the reading under way began. */
	isOver?: boolean;

	/** Whether an earlier poll began to read this time. */
	readonly isOld: boolean;

	/** @param packed what `pack` returned, and the versions that it was given */
	constructor(packed?: Packed, versions: string[] = []) {
		this.isOld = packed !== undefined;
		if (!packed) return;
		this.place = packed.page;
		this.isAgain = packed.again;
		versions.forEach((version, at) => {
			if (packed.marks[at] === '1' || packed.marks[at] === '3') this.before.add(version);
			if (packed.marks[at] === '2' || packed.marks[at] === '3') this.now.add(version);
		});
		this.isOver = packed.over;
	}

	pack(versions: string[]): Packed {
		const marks = versions.map(
			(version) => Number(this.before.has(version)) + 2 * Number(this.now.has(version)),
		);
		return {
			...(this.place !== undefined && { page: this.place }),
			over: this.isOver ?? false,
			again: this.isAgain,
			marks: marks.join(''),
		};
	}

	/** The page to read next, the first when undefined. */
	get page(): string | undefined {
		return this.place;
	}

	mark(version: string): void {
		this.now.add(version);
	}

	/** @throws PollRefusal when the next page is the one that was just read, which would never end */
	turnTo(page: string): void {
		if (page === this.place) throw new PollRefusal('repeats');
		this.place = page;
	}

	startAgain(): void {
		this.now.clear();
		this.place = undefined;
	}

	/** Ends one reading; whether the one before it counted and is now known to have missed nothing. */
	finish(): boolean {
		const isWhole = this.isAgain && [...this.before].every((version) => this.now.has(version));
		this.before.clear();
		for (const version of this.now) this.before.add(version);
		this.isAgain = this.isOver ?? false;
		this.startAgain();
		return isWhole;
	}
}
