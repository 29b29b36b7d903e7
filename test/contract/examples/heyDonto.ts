import { DateTime } from 'luxon';

import type { HeyDontoSandbox } from '../../../sandbox';
import { each, same, type Examples } from './example';
import { heyDontoFhirExamples } from './heyDontoFhir';

/** The seed's free times lie in the days to come of the practice's calendar. */
const atPractice = (days: number) =>
	DateTime.now().setZone('America/Chicago').plus({ days }).toFormat('yyyy-MM-dd');

/** A list that is sorted by this field. */
const sortedBy = (field: string) => same(field, { 'sortBy[0][field]': field });

export const heyDontoExamples = ({ seed }: HeyDontoSandbox): Examples => ({
	...heyDontoFhirExamples(seed),

	// Records
	siteId: same(Number(seed.sites.main.id)),
	organizationId: same(seed.core.organizationId),
	'coreOrganization.delete.organizationId': each(
		seed.core.organizationId,
		seed.core.otherOrganizationIds[0],
		seed.core.otherOrganizationIds[1],
	),
	brandId: same(seed.core.brandId),
	clientAccountId: same(seed.core.clientAccountId),
	practiceManagementSystemId: same(seed.core.practiceManagementSystemId),
	appointmentTypeId: same(seed.core.appointmentTypes.cleaning.id),
	siteAssistantId: same(seed.core.assistant.id),
	'assistant.delete.siteAssistantId': each(
		seed.core.assistant.id,
		seed.core.otherAssistantIds[0],
		seed.core.otherAssistantIds[1],
	),
	dentalServiceIds: same([41, 42], ['41', '42']),
	dentalPracticeIds: same([51, 52], ['51', '52']),
	practitionerId: same(seed.practitioners.chen.id),
	siteManagerUserId: same(7),

	// Lists
	'brand.getAll.title': same('Lakeshore Smiles'),
	'code.getAll.title': same('Preventive procedure 2'),
	'coreOrganization.getAll.title': same('Lakeshore Dental Group'),
	'dentalService.getAll.title': same('Whitening'),
	'practiceManagementSystem.getAll.title': same('Molar Desk'),
	'site.getAll.name': same(seed.sites.main.name),
	sortBy: sortedBy('title'),
	'site.getAll.sortBy': sortedBy('name'),
	sortDirection: same('desc', { 'sortBy[0][dir]': 'desc' }),

	// Appointment types, brands
	title: same('Wisdom Tooth Consultation'),
	organizationTitle: same('Umbrella Dental Holding'),

	// Assistants
	assistantName: same('Recall Companion'),
	assistantInstructions: same('Remind those who were not seen for a year.'),
	description: same('Opening hours of the holidays'),
	binaryPropertyName: same('data'),

	// Availability
	startDate: same(atPractice(1)),
	endDate: same(atPractice(10)),

	// Periomeasures
	patientId: same(seed.core.periomeasure.patientId),
	'perioMeasure.create.patientId': same('4711', 4711),
	'perioMeasure.create.practitionerId': same('4712', 4712),
	perioExamNum: same(seed.core.periomeasure.perioExamNum),
	perioMeasureNum: same(77),
	sequenceType: same('2', 2),
	intTooth: same(14),
	toothValue: same(-1),
	mBvalue: same(103),
	bvalue: same(2),
	dBvalue: same(3),
	mLvalue: same(4),
	lvalue: same(0),
	dLvalue: same(-1),
	// The same instant in the time zone of the workflow, which is Europe/Rome in these tests.
	secDateTEntry: same('2031-01-15T09:30:00-06:00', '2031-01-15T16:30:00+01:00'),
	secDateTEdit: same('2031-01-15T10:45:00-06:00', '2031-01-15T17:45:00+01:00'),

	// Sites
	name: same('Lakeshore Dental Wilmette'),
	street: same('7 Juniper Crossing'),
	city: same('Wilmette'),
	zipCode: same('60091'),
	address: same('{ "lat": 42.07 }', { lat: 42.07 }),
	googlePlaceId: same('ChIJwilmette0000000000contract'),
	anyDeskIp: same('192.0.2.44'),
	cloudLoginUrl: same('https://login.bicuspid.example'),
	cloudOrganizationName: same('Wilmette Bicuspid Office'),
	cloudUserName: same('wilmette-connector'),
	cloudUserPassword: same('contract cloud phrase'),
	phoneNumber: same('+1 847 555 0199'),
	website: same('https://wilmette.lakeshore-dental.example'),
});
