import type { Stored } from '../fhirStore/store';
import type { Actions, Views } from '../shared/control';
import { only } from '../shared/only';
import { checker } from '../shared/schema';
import type { AssistantFile } from './records';
import type { Switches, World } from './world';

/** How a test changes this HeyDonto, in its process or through `/_sandbox/`. */
export interface HeyDontoSwitches {
	/** Tells how to answer where the documentation leaves it open; what is left out stays as it is. */
	configure(switches: Partial<Switches>): void;
	/** Of tokens from logins from now on. */
	setTokenLifetime(seconds: number): void;
	/** A token as a login gives it; it is not counted as a login. */
	issueToken(): string;
	/** Every token given out so far is refused from now on. */
	revokeTokens(): void;
	/** Logins since the start or the last reset. */
	logins(): { accepted: number; refused: number };
	/** Adds that many invented patients to the main site, all changed now, and returns their ids. */
	seedPatients(count: number): string[];
	/**
	 * Stores FHIR records under their own ids; `meta.lastUpdated` says when they were changed, now unless told, so that they
	 * can come late or all at once. They are checked like any other. `siteId`: the main site unless told.
	 */
	putRecords(records: Stored[], siteId?: number): Promise<void>;
	/** Somebody else deletes all records of a type. `siteId`: the main site unless told. */
	removeRecords(type: string, siteId?: number): Promise<void>;
	/** Added to the time that the main site stamps on FHIR writes from now on: its clock is ahead, or behind. */
	setClockSkew(milliseconds: number): void;
	/** What was uploaded for assistants, with the hash of the bytes. */
	uploads(): AssistantFile[];
}

export const switchesOf = (world: World): HeyDontoSwitches => ({
	configure(switches) {
		Object.assign(world.switches, switches);
	},
	setTokenLifetime(seconds) {
		world.sessions.lifetime = seconds;
	},
	issueToken: () => world.sessions.issue(),
	revokeTokens: () => world.sessions.revokeAll(),
	logins: () => ({ ...world.sessions.logins }),
	seedPatients: (count) => world.inventPatients(count),
	putRecords: async (records, siteId = world.defaultSite) => await world.putRecords(records, siteId),
	removeRecords: async (type, siteId = world.defaultSite) => await world.removeRecords(type, siteId),
	setClockSkew(milliseconds) {
		world.storeOf(world.defaultSite).clockSkew = milliseconds;
	},
	uploads: () => world.tables.assistants.flatMap(({ files }) => files),
});

const checkSwitches = checker<Partial<Switches>>({
	type: 'object',
	additionalProperties: false,
	properties: {
		loginAnswer: { enum: ['accessToken', 'token'] },
		listShape: { enum: ['paged', 'bare'] },
		appointmentTypeId: { enum: ['path', 'body'] },
		pathStyle: { enum: ['kebab', 'pascal'] },
		historySegment: { enum: ['history', '_history'] },
		deleteAnswer: { enum: ['outcome', 'empty'] },
		nextLink: { enum: ['own', 'foreign', 'repeated'] },
		total: { enum: ['present', 'absent'] },
	},
});

const checkRecords = checker<{ records: Stored[]; siteId?: number }>({
	type: 'object',
	additionalProperties: false,
	required: ['records'],
	properties: {
		siteId: { type: 'integer' },
		records: {
			type: 'array',
			items: {
				type: 'object',
				required: ['resourceType', 'id'],
				properties: { resourceType: { type: 'string' }, id: { type: 'string' } },
			},
		},
	},
});

/** The same as control routes. */
export function actionsOf(switches: HeyDontoSwitches): Actions {
	const seconds = only<number>('seconds', { type: 'number' });
	const milliseconds = only<number>('milliseconds', { type: 'integer' });
	const type = only<string>('type', { type: 'string' });
	const count = only<number>('count', { type: 'integer', minimum: 0, maximum: 100_000 });
	return {
		configure: (body) => switches.configure(checkSwitches(body)),
		'token-lifetime': (body) => switches.setTokenLifetime(seconds(body)),
		'revoke-tokens': () => switches.revokeTokens(),
		'seed-patients': (body) => ({ ids: switches.seedPatients(count(body)) }),
		'remove-records': async (body) => await switches.removeRecords(type(body)),
		'clock-skew': (body) => switches.setClockSkew(milliseconds(body)),
		'put-records': async (body) => {
			const { records, siteId } = checkRecords(body);
			await switches.putRecords(records, siteId);
		},
	};
}

export const viewsOf = (switches: HeyDontoSwitches): Views => ({
	logins: () => switches.logins(),
	uploads: () => switches.uploads(),
});
