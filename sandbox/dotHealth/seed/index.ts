import type { NewResource, Resource } from '../resource';
import { SEED } from './ids';
import { newRequest, type RequestDetails } from './requests';

const { organizations, patients, practitioners, requests } = SEED;

type Entries<T> = Array<[keyof T, T[keyof T]]>;
const entriesOf = <T extends object>(table: T) => Object.entries(table) as Entries<T>;

/** Made one after another, a day each. */
const seeded = (resource: NewResource, id: string, day: number): Resource => {
	const { resourceType, meta, ...elements } = resource;
	const lastUpdated = `2024-05-${String(day).padStart(2, '0')}T10:30:00.000Z`;
	return {
		resourceType,
		id,
		meta: { ...(meta as object | undefined), versionId: '1', lastUpdated },
		...elements,
	};
};

const organization = ({ id, name }: { id: string; name: string }): NewResource => ({
	resourceType: 'Organization',
	identifier: [{ system: 'https://dothealth.example/organizations', value: `ORG-${id}` }],
	active: true,
	name,
});

const practitioner = ({ family, given }: { family: string; given: string }): NewResource => ({
	resourceType: 'Practitioner',
	active: true,
	name: [{ use: 'official', family, given: [given], prefix: ['Dr.'] }],
});

const GENDERS: Record<keyof typeof patients, 'male' | 'female' | 'other'> = {
	emma: 'female',
	liam: 'male',
	chloe: 'female',
	noah: 'male',
	angus: 'male',
	amara: 'other',
	otherLiam: 'male',
};

const patient = ([key, { id, given, family, birthDate }]: Entries<typeof patients>[number]): NewResource => ({
	resourceType: 'Patient',
	identifier: [{ system: 'https://dothealth.example/health-cards', value: `HC-${id}` }],
	active: true,
	name: [{ use: 'official', family, given: [given] }],
	gender: GENDERS[key],
	birthDate,
});

const PLAIN: RequestDetails = {
	patient: patients.emma.id,
	requester: organizations.insurer.id,
	recipient: organizations.us.id,
	status: 'active',
	priority: 'routine',
	actionable: false,
};

const REQUESTS: Record<keyof typeof requests, Partial<RequestDetails>> = {
	urgent: { priority: 'urgent', actionable: true },
	routine: { patient: patients.liam.id, requester: organizations.lawFirm.id, actionable: true },
	stat: { patient: patients.chloe.id, priority: 'stat', actionable: true },
	forOthers: {
		patient: patients.angus.id,
		recipient: organizations.otherClinic.id,
		priority: 'asap',
		actionable: true,
	},
	notActionable: { patient: patients.noah.id },
	draft: { status: 'draft' },
	onHold: { status: 'on-hold', patient: patients.liam.id },
	revoked: { status: 'revoked', patient: patients.amara.id },
	completed: { status: 'completed', priority: 'urgent' },
	enteredInError: { status: 'entered-in-error' },
	unknown: { status: 'unknown' },
};

/** Everything that is there at the start. */
export const seededResources = (): Resource[] => [
	...entriesOf(organizations).map(([, one], index) => seeded(organization(one), one.id, 1 + index)),
	...entriesOf(practitioners).map(([, one], index) => seeded(practitioner(one), one.id, 1 + index)),
	...entriesOf(patients).map((entry, index) => seeded(patient(entry), entry[1].id, 1 + index)),
	...entriesOf(requests).map(([key, { id }], index) =>
		seeded(newRequest({ ...PLAIN, ...REQUESTS[key] }), id, 10 + index),
	),
];
