import { createHash } from 'node:crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { writeLastingly } from './staticData';

/** So many events are remembered with the workflow, 12 kB in all; n8n copies that into every execution. */
const STORED = 1_000;

/** So many more in the process, for each node. */
const HELD = 5_000;

/** 72 bits of a hash: enough to tell the events of a node apart. */
const MARK_LENGTH = 12;

const STATIC_DATA_KEY = 'seenEvents';

/** Marks by node; the value says whether the call was answered well, so that its event is under way or done. */
const heldByNode = new Map<string, Map<string, boolean>>();

const markOf = ({ id }: { id: string }): string =>
	createHash('sha256').update(id).digest('base64url').slice(0, MARK_LENGTH);

const unpack = (stored: unknown): string[] =>
	typeof stored === 'string' ? (stored.match(new RegExp(`.{${MARK_LENGTH}}`, 'g')) ?? []) : [];

/**
 * Which events of a node have been seen. n8n reads the node's static data anew for every call and saves it after it, so
 * calls that arrive together do not see each other there: those of this process are held in memory as well.
 */
export class Ring {
	private constructor(
		private readonly staticData: IDataObject,
		private readonly held: Map<string, boolean>,
	) {}

	static of(context: IWebhookFunctions): Ring {
		const key = `${context.getWorkflow().id}/${context.getNode().id}`;
		const held = heldByNode.get(key) ?? new Map<string, boolean>();
		heldByNode.set(key, held);
		return new Ring(context.getWorkflowStaticData('node'), held);
	}

	/** The events that are new, each once. From now on they are not, unless they `leave`. */
	enter<Event extends { id: string }>(events: Event[]): Event[] {
		const stored = this.stored();
		return events.filter((event) => {
			const mark = markOf(event);
			if (stored.includes(mark) || this.held.has(mark)) return false;
			this.held.set(mark, false);
			return true;
		});
	}

	/** Remembers them with the workflow, beyond a restart. */
	keep(events: Array<{ id: string }>): void {
		writeLastingly(() => this.write(events));
	}

	/** They were answered well. */
	settle(events: Array<{ id: string }>): void {
		for (const mark of events.map(markOf)) this.held.set(mark, true);
		for (const mark of [...this.held.keys()].slice(0, -HELD)) this.held.delete(mark);
	}

	/** They could not be taken, so they may come again. */
	leave(events: Array<{ id: string }>): void {
		for (const mark of events.map(markOf)) this.held.delete(mark);
	}

	private write(events: Array<{ id: string }>): void {
		const marks = events.map(markOf);
		const done = [...this.held.keys()].filter((mark) => this.held.get(mark) || marks.includes(mark));
		// What is held has come since the process started, so it is newer than what is only stored.
		const before = this.stored().filter((mark) => !done.includes(mark));
		this.staticData[STATIC_DATA_KEY] = [...before, ...done].slice(-STORED).join('');
	}

	private stored(): string[] {
		return unpack(this.staticData[STATIC_DATA_KEY]);
	}
}
