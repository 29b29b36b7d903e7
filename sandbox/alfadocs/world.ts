import { newOAuthServer } from './oauth';
import type { Archive } from './records';
import { otherArchive, seededArchive } from './seed';

/** How this AlfaDocs answers where the documentation leaves it open. */
export interface Switches {
	/** The documentation does not say which verb updates. */
	updateVerb: 'PATCH' | 'PUT';
	/** The documentation lists no path parameters for Get practice; a real one may have the id. */
	practicePath: 'plain' | 'withId';
	/** Null: documents are downloaded from the vendor's own origin. */
	downloadOrigin: string | null;
	/** Somebody else takes the slot of the next booking just before it. */
	slotTaken: boolean;
}

const DEFAULTS: Switches = {
	updateVerb: 'PATCH',
	practicePath: 'plain',
	downloadOrigin: null,
	slotTaken: false,
};

/** All that changes while the sandbox runs. */
export class World {
	archives: Archive[] = [];
	switches: Switches = { ...DEFAULTS };
	oauth = newOAuthServer();

	constructor() {
		this.reset();
	}

	reset(): void {
		this.archives = [seededArchive(), otherArchive()];
		this.switches = { ...DEFAULTS };
		this.oauth = newOAuthServer();
	}
}
