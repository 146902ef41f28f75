import { __ } from '@wordpress/i18n';
import { languageTag } from '../../../../src/i18n/direction';
import { pageFacts } from '../../../data/page-facts';
import { SelectField, TextField } from '../../fields/fields';
import type { Choice } from '../../fields/fields';
import { Section } from '../../Section';
import { useField } from '../../settings-context';
import { PriceList } from './PriceList';

/** Currencies offered where the browser has no list. */
const USUAL = [ 'USD', 'EUR', 'GBP', 'CHF', 'CAD', 'JPY', 'CNY', 'INR', 'BRL', 'AUD' ];

/** All currencies by code and name, always including the chosen one. */
function currencies( chosen: string ): Choice[] {
	const codes = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf( 'currency' ) : USUAL;
	const names = new Intl.DisplayNames( languageTag( pageFacts().locale ), { type: 'currency' } );
	return [ ...new Set( [ ...USUAL, ...codes, chosen ] ) ]
		.filter( ( code ) => /^[A-Z]{3}$/.test( code ) )
		.map( ( code ) => ( { value: code, label: `${ code } – ${ names.of( code ) ?? code }` } ) );
}

/** Prices, costs and caps. Also shown for the built-in assistant once another model has answered. */
export function CostSection() {
	const currency = useField( 'price_currency' );
	return (
		<Section
			title={ __( 'Costs', 'aaia-chatbot' ) }
			description={ __(
				'What your provider charges, so that each answer shows its cost, and how much may be spent. When a cap is reached, the built-in assistant answers; visitors see no error.',
				'aaia-chatbot'
			) }
		>
			<SelectField setting="price_currency" label={ __( 'Currency', 'aaia-chatbot' ) } choices={ currencies( String( currency.value ) ) } />
			<PriceList />
			<TextField setting="cost_cap_day" label={ __( 'Daily cost', 'aaia-chatbot' ) } placeholder={ __( 'no cap', 'aaia-chatbot' ) } />
			<TextField setting="cost_cap_month" label={ __( 'Monthly cost', 'aaia-chatbot' ) } placeholder={ __( 'no cap', 'aaia-chatbot' ) } />
			<TextField setting="token_cap_day" label={ __( 'Daily tokens', 'aaia-chatbot' ) } />
			<TextField setting="token_cap_month" label={ __( 'Monthly tokens', 'aaia-chatbot' ) } />
			<TextField setting="token_cap_visitor" label={ __( 'Daily tokens per visitor', 'aaia-chatbot' ) } />
		</Section>
	);
}
