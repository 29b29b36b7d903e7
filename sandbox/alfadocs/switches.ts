import type { Actions } from '../shared/control';
import { only } from '../shared/only';
import { addPatients } from './seed';
import type { Switches, World } from './world';

/** How a test changes this AlfaDocs, in its process or through `/_sandbox/`. */
export interface AlfaDocsSwitches {
	/** The verb that updates; the other one is answered with 405. */
	setUpdateVerb(verb: Switches['updateVerb']): void;
	/** Whether the practice is read at `/practices` or at `/practices/{practiceId}`; the other one is answered with 404. */
	setPracticePath(form: Switches['practicePath']): void;
	/** Where downloadUrl points; null for the vendor's own origin. */
	setDownloadOrigin(url: string | null): void;
	/** For access tokens issued from now on. */
	setTokenLifetime(seconds: number): void;
	/** Somebody else takes the slot of the next booking just before it, so that it is refused with 409. */
	takeNextSlot(): void;
	/** Adds that many invented patients and returns their ids. */
	seedPatients(count: number): number[];
}

export const switchesOf = (world: World): AlfaDocsSwitches => ({
	setUpdateVerb(verb) {
		world.switches.updateVerb = verb;
	},
	setPracticePath(form) {
		world.switches.practicePath = form;
	},
	setDownloadOrigin(url) {
		world.switches.downloadOrigin = url;
	},
	setTokenLifetime(seconds) {
		world.oauth.tokenLifetime = seconds;
	},
	takeNextSlot() {
		world.switches.slotTaken = true;
	},
	seedPatients: (count) => addPatients(world.archives[0], count),
});

/** The same as control routes. */
export function actionsOf(switches: AlfaDocsSwitches): Actions {
	const verb = only<Switches['updateVerb']>('verb', { enum: ['PATCH', 'PUT'] });
	const form = only<Switches['practicePath']>('form', { enum: ['plain', 'withId'] });
	const url = only<string | null>('url', { type: ['string', 'null'] });
	const seconds = only<number>('seconds', { type: 'number' });
	const count = only<number>('count', { type: 'integer', minimum: 0, maximum: 100_000 });
	return {
		'update-verb': (body) => switches.setUpdateVerb(verb(body)),
		'practice-path': (body) => switches.setPracticePath(form(body)),
		'download-origin': (body) => switches.setDownloadOrigin(url(body)),
		'token-lifetime': (body) => switches.setTokenLifetime(seconds(body)),
		'take-next-slot': () => switches.takeNextSlot(),
		'seed-patients': (body) => ({ ids: switches.seedPatients(count(body)) }),
	};
}
