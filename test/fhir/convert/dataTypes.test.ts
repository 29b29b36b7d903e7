import { converted, extension, type Conversion } from './conversions';

const CONVERSIONS: Conversion[] = [
	[
		'samples have an interval with a unit',
		'Observation',
		{ valueSampledData: { origin: { value: 2048 }, period: 10, dimensions: 1, data: '2041 2043' } },
		{
			valueSampledData: {
				origin: { value: 2048 },
				interval: 10,
				intervalUnit: 'ms',
				dimensions: 1,
				data: '2041 2043',
			},
		},
	],
	[
		'the size of an attachment is a text, in extensions, too',
		'Patient',
		{
			photo: [{ size: 4096, title: 'Portrait' }],
			extension: [{ url: 'http://example.org/scan', valueAttachment: { _size: { extension }, title: 'A' } }],
		},
		{
			photo: [{ size: '4096', title: 'Portrait' }],
			extension: [{ url: 'http://example.org/scan', valueAttachment: { _size: { extension }, title: 'A' } }],
		},
	],
];

test.each(CONVERSIONS)('%s (%s)', async (_, type, before, after) => {
	expect(await converted(type, before)).toEqual(after);
});
