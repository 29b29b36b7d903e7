import { FhirStore, type Stored } from '../fhirStore/store';
import { fieldRefusal } from '../shared/refusal';
import type { Row, Site, SiteDetails, Tables } from './records';
import { RESOURCE_TYPES, type PathStyle } from './resourceTypes';
import { seededTables } from './seed/core';
import { SEED } from './seed/ids';
import { mainRecords, secondRecords } from './seed/fhir';
import { inventPatient } from './seed/patients';
import { Sessions } from './sessions';

/** How this HeyDonto answers where the documentation leaves it open. */
export interface Switches {
	/** `{accessToken}`, or `{message, token}` as newer pages have it. */
	loginAnswer: 'accessToken' | 'token';
	/** `{data, meta}`, or bare lists as older pages have them. */
	listShape: 'paged' | 'bare';
	/** Where the id of an appointment type stands when it is changed. */
	appointmentTypeId: 'path' | 'body';
	/** `allergy-intolerance`, or `AllergyIntolerance`. */
	pathStyle: PathStyle;
	historySegment: 'history' | '_history';
	/** 200 with an OperationOutcome, or 204. */
	deleteAnswer: 'outcome' | 'empty';
	/** What `next` leads to: the next page, the next page on another host, or the same page again. */
	nextLink: 'own' | 'foreign' | 'repeated';
	total: 'present' | 'absent';
}

const DEFAULTS: Switches = {
	loginAnswer: 'accessToken',
	listShape: 'paged',
	appointmentTypeId: 'path',
	pathStyle: 'kebab',
	historySegment: 'history',
	deleteAnswer: 'outcome',
	nextLink: 'own',
	total: 'present',
};

/** What the seed's sites have in their stores. */
const RECORDS: Record<string, () => Stored[]> = {
	[SEED.sites.main.id]: mainRecords,
	[SEED.sites.second.id]: secondRecords,
};

/** Ids of what is created later start here, far above the seed's. */
const FIRST_NEW_ID = 9000;

type Details<T extends Row> = Omit<T, keyof Row>;

/** All that changes while the sandbox runs. */
export class World {
	tables: Tables = seededTables();
	switches: Switches = { ...DEFAULTS };
	sessions = new Sessions();
	readonly defaultSite = Number(SEED.sites.main.id);
	private stores = new Map<number, FhirStore>();
	private lastId = FIRST_NEW_ID;
	private invented = 0;

	constructor() {
		this.reset();
	}

	reset(): void {
		this.tables = seededTables();
		this.switches = { ...DEFAULTS };
		this.sessions = new Sessions();
		this.stores = new Map();
		this.lastId = FIRST_NEW_ID;
		this.invented = 0;
	}

	/** Ids are never used twice. */
	newId(): number {
		this.lastId += 1;
		return this.lastId;
	}

	add<K extends keyof Tables>(table: K, details: Details<Tables[K][number]>): Tables[K][number] {
		const now = new Date().toISOString();
		const row = { id: this.newId(), ...details, createdAt: now, updatedAt: now } as Tables[K][number];
		(this.tables[table] as Row[]).push(row);
		return row;
	}

	addSite(details: SiteDetails): Site {
		return this.add('sites', {
			...details,
			fhirStoreId: `fhir-store-${this.lastId + 1}`,
			firstSyncDate: null,
			lastSyncDate: null,
			isSyncActive: false,
			deletedAt: null,
		});
	}

	/** Refuses an id that names nothing. */
	need(table: keyof Tables, field: string, id: number): void {
		if (this.tables[table].some((row) => row.id === id)) return;
		throw fieldRefusal(400, field, `${field} ${id} does not exist`);
	}

	/** Each site has a store of its own, which is filled when it is first needed. */
	storeOf(siteId: number): FhirStore {
		const known = this.stores.get(siteId);
		if (known) return known;
		const store = new FhirStore(new Set(RESOURCE_TYPES));
		store.load(RECORDS[siteId]?.() ?? []);
		this.stores.set(siteId, store);
		return store;
	}

	/** Adds invented patients to the main site, all changed at the same moment, and returns their ids. */
	inventPatients(count: number): string[] {
		const lastUpdated = new Date().toISOString();
		const patients = Array.from({ length: count }, (): Stored => {
			this.invented += 1;
			return { ...inventPatient(this.invented), id: `invented-${this.invented}`, meta: { lastUpdated } };
		});
		this.storeOf(this.defaultSite).load(patients);
		return patients.map(({ id }) => id);
	}

	/** Deletes all records of a type, as somebody else would. */
	async removeRecords(type: string, siteId: number): Promise<void> {
		const store = this.storeOf(siteId);
		for (const { id } of store.ofType(type)) await store.deleteResource(type, String(id));
	}

	/** Stores records under their own ids and times, checked like any other. */
	async putRecords(records: Stored[], siteId: number): Promise<void> {
		for (const record of records) await this.storeOf(siteId).put(record);
	}
}
