import type { Endpoints } from './endpoint';

/** Both lists come page by page; for appointments that is inferred [I]. */
const page = ['page', 'limit'];

/**
 * From the vendor's documentation and the fact sheet made of it, not from the node: what is right here when the two
 * disagree is looked up there.
 */
export const healthDockEndpoints: Endpoints = {
	'appointment.create': { requests: ['POST /appointments'] },
	'appointment.getAll': { requests: ['GET /appointments'], adds: page },
	// "Filter by date": one day each, so two days are two requests.
	'appointment.getAll, everything': {
		requests: ['GET /appointments', 'GET /appointments'],
		adds: [...page, 'date'],
		keeps: ['dateEnd'],
	},

	'patient.create': { requests: ['POST /patients'] },
	// "Search by name or ID" only: by the last and by the first name. Nobody has the phone or the ABHA number.
	'patient.findOrCreate': {
		requests: ['GET /patients', 'GET /patients', 'POST /patients'],
		adds: [...page, 'search'],
		keeps: ['matchBy'],
	},
	'patient.getAll': { requests: ['GET /patients'], adds: page },
};
