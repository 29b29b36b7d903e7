import type { Assistant, Code, Site, Tables, Titled } from '../records';
import { SEED } from './ids';

const { core, sites } = SEED;
const account = { id: core.clientAccountId, title: 'Lakeshore Dental Group' };
const times = { createdAt: '2024-01-15T10:00:00.000Z', updatedAt: '2024-03-01T09:30:00.000Z' };

const titled = (id: number, title: string): Titled => ({ id, title, isEnabled: true, ...times });

const site = ({ id, name }: { id: string; name: string }, street: string, city: string): Site => ({
	id: Number(id),
	name,
	address: { street, city, state: 'IL', zipCode: '60201', lat: 42.04, lng: -87.68 },
	googlePlaceId: `place-${id}`,
	clientAccountId: account.id,
	organizationId: core.organizationId,
	brandId: core.brandId,
	practiceManagementSystemId: core.practiceManagementSystemId,
	integrationType: 'PMS',
	dentalServiceIds: core.dentalServiceIds.map(String),
	dentalPracticeIds: core.dentalPracticeIds.map(String),
	phoneNumber: '+1 847 555 0100',
	fhirStoreId: `fhir-store-${id}`,
	cloudUserName: `connector-${id}`,
	// Invented; that the list carries it is documented.
	cloudUserPassword: `cloud phrase of ${id}`,
	firstSyncDate: '2024-01-16T02:00:00.000Z',
	lastSyncDate: '2024-03-01T02:00:00.000Z',
	isSyncActive: true,
	deletedAt: null,
	...times,
});

/** Invented procedure codes, five in each category. */
const CATEGORIES = ['Diagnostic', 'Preventive', 'Restorative', 'Endodontics', 'Periodontics'];

const codes = (): Code[] =>
	CATEGORIES.flatMap((category, group) =>
		[1, 2, 3, 4, 5].map((step) => {
			const code = `X${group + 1}${step}00`;
			const id = core.firstCodeId + group * 5 + step - 1;
			return {
				...titled(id, `${category} procedure ${step}`),
				code,
				category,
				categoryCode: `X${group + 1}`,
			};
		}),
	);

const assistant = (id: number, assistantName: string): Assistant => ({
	id,
	siteId: Number(sites.main.id),
	assistantName,
	assistantInstructions: 'Answer questions about opening hours.',
	files: [],
	...times,
});

export const seededTables = (): Tables => ({
	appointmentTypes: [
		titled(core.appointmentTypes.checkUp.id, 'Check-up'),
		titled(core.appointmentTypes.cleaning.id, 'Cleaning'),
		titled(core.appointmentTypes.emergency.id, 'Emergency'),
	],
	brands: [
		{
			...titled(core.brandId, 'Lakeshore Smiles'),
			clientAccountId: account.id,
			clientAccount: account,
			organizationId: core.organizationId,
		},
	],
	dentalPractices: [
		titled(core.dentalPracticeIds[0], 'General dentistry'),
		titled(core.dentalPracticeIds[1], 'Orthodontics'),
	],
	dentalServices: [
		titled(core.dentalServiceIds[0], 'Cleaning'),
		titled(core.dentalServiceIds[1], 'Whitening'),
		titled(core.dentalServiceIds[2], 'Implants'),
	],
	organizations: [
		{ ...titled(core.organizationId, account.title), website: null, clientAccountId: account.id },
		{
			...titled(core.otherOrganizationIds[0], 'Prairie Dental Partners'),
			isEnabled: false,
			website: 'https://prairie-dental.example',
			clientAccountId: null,
		},
		{
			...titled(core.otherOrganizationIds[1], 'Dune Orthodontics'),
			website: null,
			clientAccountId: null,
		},
	],
	practiceManagementSystems: [
		{ ...titled(core.practiceManagementSystemId, 'Molar Desk'), isCloudBased: false },
		{ ...titled(core.practiceManagementSystemId + 1, 'Cloud Bicuspid'), isCloudBased: true },
	],
	codes: codes(),
	sites: [site(sites.main, '12 Harbor Street', 'Evanston'), site(sites.second, '88 Elm Avenue', 'Oak Park')],
	assistants: [
		assistant(core.assistant.id, 'Front desk'),
		assistant(core.otherAssistantIds[0], 'Recall'),
		assistant(core.otherAssistantIds[1], 'Night line'),
	],
	periomeasures: [
		{
			...core.periomeasure,
			siteId: Number(sites.main.id),
			practitionerId: 4702,
			perioMeasureNum: 1,
			sequenceType: 4,
			intTooth: 3,
			toothValue: -1,
			mBvalue: 3,
			bvalue: 2,
			dBvalue: 4,
			mLvalue: 3,
			lvalue: 2,
			dLvalue: 5,
			secDateTEntry: times.createdAt,
			secDateTEdit: times.updatedAt,
			...times,
		},
	],
});
