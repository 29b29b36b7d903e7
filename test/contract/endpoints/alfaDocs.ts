import type { Endpoints } from './endpoint';

/**
 * From the vendor's documentation and the fact sheet made of it, not from the node: what is right here when the two
 * disagree is looked up there.
 */
const A = '/practices/{practiceId}/archives/{archiveId}';
const PATIENT = `${A}/patients/{patientId}`;
const BILL = `${A}/bills/{billId}`;
const APPOINTMENT = `${A}/appointments/{appointmentId}`;

/** Patients and phone numbers come page by page. */
const page = ['offset', 'limit'];
/** "Required" in the documentation of the updates too, so they go along as they are. */
const appointmentDemands = ['date', 'colorId'];
const patientDemands = ['firstName', 'lastName'];

export const alfaDocsEndpoints: Endpoints = {
	'account.getAll': { requests: [`GET ${A}/accounts`] },

	'appointment.create': { requests: [`POST ${A}/appointments`] },
	'appointment.get': { requests: [`GET ${APPOINTMENT}`] },
	'appointment.getAll': { requests: [`GET ${A}/appointments`] },
	'appointment.getCarePlanEntries': { requests: [`GET ${APPOINTMENT}/care-plan-entries`] },
	'appointment.update': {
		requests: [`GET ${APPOINTMENT}`, `PATCH ${APPOINTMENT}`],
		adds: appointmentDemands,
	},
	'appointment.cancel': {
		requests: [`GET ${APPOINTMENT}`, `PATCH ${APPOINTMENT}`],
		adds: [...appointmentDemands, 'state'],
	},

	// No filters in the documentation.
	'appointmentBookingReason.getAll': {
		requests: [`GET ${A}/appointment-booking-reasons`],
		keeps: ['ignoreDeleted', 'specialtyId'],
	},

	'bill.get': { requests: [`GET ${BILL}`] },
	'bill.getAll': { requests: [`GET ${A}/bills`] },

	'billLiability.delete': { requests: [`DELETE ${BILL}/liabilities/{liabilityId}`] },
	'billLiability.getAll': { requests: [`GET ${BILL}/liabilities`] },
	// "Please remember to delete the bill liability after the transaction is created."
	'billLiability.pay': {
		requests: [
			`GET ${BILL}/liabilities`,
			`POST ${A}/transactions`,
			`DELETE ${BILL}/liabilities/{liabilityId}`,
		],
	},

	'carePlan.get': { requests: [`GET ${A}/care-plans/{carePlanId}`] },
	'carePlan.getAll': { requests: [`GET ${PATIENT}/care-plans`] },
	'carePlan.getSignatureStatus': { requests: [`GET ${A}/care-plans/{carePlanId}/signature-status`] },

	'carePlanEntry.get': {
		requests: [`GET ${A}/care-plans/{carePlanId}/care-plan-entries/{carePlanEntryId}`],
	},

	'chair.getAll': { requests: [`GET ${A}/chairs`] },
	'color.getAll': { requests: [`GET ${A}/colors`] },
	'context.get': { requests: ['GET /me'] },

	'customObjectField.create': { requests: [`POST ${A}/custom-object-fields`] },
	// The documentation has the filter among the path parameters.
	'customObjectField.getAll': { requests: [`GET ${A}/custom-object-fields`], keeps: ['objectType'] },

	// The file becomes `base64Data`, and gives its name when none was entered.
	'document.create': {
		requests: [`POST ${PATIENT}/documents`],
		adds: ['base64Data', 'name'],
		keeps: ['inputType', 'binaryPropertyName'],
	},
	'document.download': {
		requests: [`GET ${PATIENT}/documents/{documentId}`, `GET ${PATIENT}/documents/{documentId}/download`],
		keeps: ['outputBinaryField'],
	},
	'document.get': { requests: [`GET ${PATIENT}/documents/{documentId}`] },
	'document.getAll': { requests: [`GET ${PATIENT}/documents`] },

	// The slot says when, with whom and where; without a last day, two weeks are looked at.
	'freeSlot.book': {
		requests: [`GET ${A}/free-slots/{startDate}`, `POST ${A}/appointments`],
		adds: ['date', 'operatorId', 'chairId', 'endDate'],
		keeps: ['durationFrom', 'notBefore', 'notAfter'],
	},
	'freeSlot.book, durationFrom = bookingReason': {
		requests: [
			`GET ${A}/appointment-booking-reasons`,
			`GET ${A}/free-slots/{startDate}`,
			`POST ${A}/appointments`,
		],
		adds: ['date', 'operatorId', 'chairId', 'endDate', 'duration'],
		keeps: ['durationFrom', 'bookingReasonId', 'notBefore', 'notAfter'],
	},
	'freeSlot.getAll': { requests: [`GET ${A}/free-slots/{startDate}`] },

	'operator.getAll': { requests: [`GET ${A}/operators`] },

	'patient.create': { requests: [`POST ${A}/patients`] },
	// Somebody has the fiscal code; nobody has the email or the phone number.
	'patient.createOrUpdate': {
		requests: [`GET ${A}/patients`, `GET ${PATIENT}`, `PATCH ${PATIENT}`],
		adds: [...page, 'italianFiscalCode', 'patientId'],
		keeps: ['matchBy', 'matchFiscalCode'],
	},
	'patient.createOrUpdate, matchBy = email': {
		requests: [`GET ${A}/patients`, `POST ${A}/patients`],
		adds: [...page, 'email'],
		keeps: ['matchBy', 'matchEmail'],
	},
	'patient.createOrUpdate, matchBy = phone': {
		requests: [`GET ${A}/patients`, `POST ${A}/patients`, `POST ${PATIENT}/phone-numbers`],
		adds: [...page, 'phoneNumberPrefix', 'phoneNumber', 'patientId', 'prefix', 'number'],
		keeps: ['matchBy', 'matchPhonePrefix', 'matchPhoneNumber'],
	},
	'patient.delete': { requests: [`DELETE ${PATIENT}`] },
	'patient.get': { requests: [`GET ${PATIENT}`] },
	'patient.getAll': { requests: [`GET ${A}/patients`], adds: page },
	'patient.update': { requests: [`GET ${PATIENT}`, `PATCH ${PATIENT}`], adds: patientDemands },

	'paymentType.getAll': { requests: [`GET ${A}/payment-types`] },

	'phoneNumber.create': { requests: [`POST ${PATIENT}/phone-numbers`] },
	'phoneNumber.get': { requests: [`GET ${PATIENT}/phone-numbers/{phoneNumberId}`] },
	'phoneNumber.getAll': { requests: [`GET ${PATIENT}/phone-numbers`], adds: page },
	'phoneNumber.update': {
		requests: [
			`GET ${PATIENT}/phone-numbers/{phoneNumberId}`,
			`PATCH ${PATIENT}/phone-numbers/{phoneNumberId}`,
		],
	},

	'practice.get': { requests: ['GET /practices'] },
	'specialty.getAll': { requests: [`GET ${A}/specialties`] },

	'transaction.create': { requests: [`POST ${A}/transactions`] },
	'transaction.getAll': { requests: [`GET ${A}/transactions`] },
};
