import { fieldRefusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { route, siteOf, type Route } from './route';

const number = { type: 'integer' };
/** -1 is “not measured”, more than 100 is below zero. */
const margin = { type: 'integer', minimum: -1 };

/** “required” on the vendor’s page; the two times are not. */
const REQUIRED = {
	siteId: number,
	practitionerId: number,
	patientId: number,
	perioMeasureNum: number,
	perioExamNum: number,
	sequenceType: { type: 'integer', minimum: 0, maximum: 7 },
	intTooth: { type: 'integer', minimum: 1, maximum: 32 },
	toothValue: { type: 'integer', minimum: -1, maximum: 19 },
	mBvalue: margin,
	bvalue: margin,
	dBvalue: margin,
	mLvalue: margin,
	lvalue: margin,
	dLvalue: margin,
};

const checkMeasure = checker<Record<string, unknown>>({
	type: 'object',
	additionalProperties: false,
	required: Object.keys(REQUIRED),
	properties: {
		...REQUIRED,
		secDateTEntry: { type: 'string', format: 'ISO 8601 with offset' },
		secDateTEdit: { type: 'string', format: 'ISO 8601 with offset' },
	},
});

export const periomeasureRoutes: Route[] = [
	route('GET', '/site/:siteId/periomeasure', {
		handle(call) {
			const site = siteOf(call);
			return call.world.tables.periomeasures.filter(({ siteId }) => siteId === site.id);
		},
	}),
	route('POST', '/site/:siteId/periomeasure', {
		body: checkMeasure,
		handle(call) {
			const site = siteOf(call);
			if (call.body.siteId !== site.id)
				throw fieldRefusal(400, 'siteId', 'siteId must be the one in the path');
			call.reply.code(201);
			return call.world.add('periomeasures', { ...call.body, siteId: site.id });
		},
	}),
];
