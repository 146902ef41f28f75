import { Button, CheckboxControl, SelectControl, TextControl, TextareaControl, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { loadCategories } from '../../../data/categories';
import { useLoaded } from '../../../shared/use-loaded';
import { asLines, asText } from './lines';
import { hoursName, reasonName } from './words';
import type { AlertKind, AlertRules, OutsideService, RuleDefinition } from '../../../../src/wire/wire';

interface FieldsProps {
	kind: AlertKind;
	definition: RuleDefinition;
	change: ( changes: Partial< RuleDefinition > ) => void;
}

function Lines( {
	label,
	help,
	value,
	onChange,
	rows = 3,
}: {
	label: string;
	help: string;
	value: readonly string[];
	onChange: ( value: string[] ) => void;
	rows?: number;
} ) {
	return (
		<TextareaControl
			label={ label }
			help={ help }
			rows={ rows }
			dir="auto"
			value={ asText( value ) }
			onChange={ ( text ) => onChange( asLines( text ) ) }
		/>
	);
}

/** Why a person can be asked for. */
const REASONS = [ 'asked', 'contact', 'frustration', 'technical', 'out_of_scope' ] as const;

const HOURS = [ 'any', 'open', 'closed' ] as const;

function toggled< Entry extends string >( list: readonly Entry[], entry: Entry, on: boolean ): Entry[] {
	return on ? [ ...list, entry ] : list.filter( ( other ) => other !== entry );
}

/** What a rule looks for, and when. */
export function Conditions( { kind, definition, change }: FieldsProps ) {
	return (
		<fieldset className="aaia-rule__part">
			<legend>{ __( 'When', 'aaia-chatbot' ) }</legend>
			{ kind === 'support' && (
				<div className="aaia-rule__checks" role="group" aria-label={ __( 'Reasons', 'aaia-chatbot' ) }>
					<p>{ __( 'Why the visitor asks for a person. None chosen: any reason.', 'aaia-chatbot' ) }</p>
					{ REASONS.map( ( reason ) => (
						<CheckboxControl
							key={ reason }
							label={ reasonName( reason ) }
							checked={ definition.reasons.includes( reason ) }
							onChange={ ( on ) => change( { reasons: toggled( definition.reasons, reason, on ) } ) }
						/>
					) ) }
				</div>
			) }
			{ kind === 'category' && (
				<Categories chosen={ definition.categories ?? [] } onChange={ ( categories ) => change( { categories } ) } />
			) }
			{ kind !== 'rating' && kind !== 'category' && (
				<>
					<Lines
						label={ __( 'Words and phrases', 'aaia-chatbot' ) }
						help={ `${ __( 'One per line. Whole words; case, accents and common endings don’t matter.', 'aaia-chatbot' ) } ${
							kind === 'keyword' ? '' : __( 'Empty: all.', 'aaia-chatbot' )
						}` }
						value={ definition.words }
						onChange={ ( words ) => change( { words } ) }
					/>
					<Lines
						label={ __( 'Regular expressions', 'aaia-chatbot' ) }
						help={ __(
							'For experts; one per line, without delimiters. A rule whose expression is too slow three times is switched off.',
							'aaia-chatbot'
						) }
						rows={ 2 }
						value={ definition.patterns }
						onChange={ ( patterns ) => change( { patterns } ) }
					/>
				</>
			) }
			<Lines
				label={ __( 'Languages', 'aaia-chatbot' ) }
				help={ __( 'Such as fr or en, one per line. Empty: all.', 'aaia-chatbot' ) }
				rows={ 2 }
				value={ definition.languages }
				onChange={ ( languages ) => change( { languages } ) }
			/>
			<Lines
				label={ __( 'Pages', 'aaia-chatbot' ) }
				help={ __(
					'Parts of page addresses, one per line; * matches anything. Include the domain to choose another site that shows the chat. Empty: all.',
					'aaia-chatbot'
				) }
				rows={ 2 }
				value={ definition.pages }
				onChange={ ( pages ) => change( { pages } ) }
			/>
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Office hours', 'aaia-chatbot' ) }
				value={ definition.hours }
				onChange={ ( hours ) => change( { hours } ) }
				options={ HOURS.map( ( value ) => ( { value, label: hoursName( value ) } ) ) }
			/>
		</fieldset>
	);
}

/** Which categories alert. */
function Categories( { chosen, onChange }: { chosen: readonly string[]; onChange: ( chosen: string[] ) => void } ) {
	const { value, problem } = useLoaded( loadCategories );
	return (
		<div className="aaia-rule__checks" role="group" aria-label={ __( 'Categories', 'aaia-chatbot' ) }>
			<p>{ __( 'Which categories alert. None chosen: the critical one.', 'aaia-chatbot' ) }</p>
			{ problem && <p role="alert">{ problem }</p> }
			{ value?.items.map( ( { id, name } ) => (
				<CheckboxControl
					key={ id }
					label={ name }
					checked={ chosen.includes( String( id ) ) }
					onChange={ ( on ) => onChange( toggled( chosen, String( id ), on ) ) }
				/>
			) ) }
		</div>
	);
}

/** Whom a rule tells, and how often. */
export function WhoIsTold( {
	definition,
	change,
	facts,
	services,
}: FieldsProps & { facts: AlertRules; services: readonly OutsideService[] } ) {
	return (
		<fieldset className="aaia-rule__part">
			<legend>{ __( 'Notify', 'aaia-chatbot' ) }</legend>
			<Lines
				label={ __( 'E-mail addresses', 'aaia-chatbot' ) }
				help={ __( 'One per line. Without an address, role or service: the support address.', 'aaia-chatbot' ) }
				value={ definition.recipients }
				onChange={ ( recipients ) => change( { recipients } ) }
			/>
			<div className="aaia-rule__checks" role="group" aria-label={ __( 'User roles', 'aaia-chatbot' ) }>
				<p>{ __( 'User roles', 'aaia-chatbot' ) }</p>
				{ facts.roles.map( ( role ) => (
					<CheckboxControl
						key={ role.id }
						label={ role.name }
						checked={ definition.roles.includes( role.id ) }
						onChange={ ( on ) => change( { roles: toggled( definition.roles, role.id, on ) } ) }
					/>
				) ) }
			</div>
			{ services.length > 0 && (
				<div className="aaia-rule__checks" role="group" aria-label={ __( 'Other services', 'aaia-chatbot' ) }>
					<p>{ __( 'Other services', 'aaia-chatbot' ) }</p>
					{ services.map( ( service ) => (
						<CheckboxControl
							key={ service.id }
							label={ service.name }
							checked={ definition.services.includes( service.id ) }
							onChange={ ( on ) => change( { services: toggled( definition.services, service.id, on ) } ) }
						/>
					) ) }
				</div>
			) }
			<TextControl
				__next40pxDefaultSize
				type="number"
				min={ 1 }
				max={ 1000 }
				label={ __( 'E-mails per hour and recipient', 'aaia-chatbot' ) }
				help={ __( 'Further alerts are collected in one e-mail at the next full hour.', 'aaia-chatbot' ) }
				value={ String( definition.cap ) }
				onChange={ ( cap ) => change( { cap: Math.max( 1, Number( cap ) || 1 ) } ) }
			/>
			<TextControl
				__next40pxDefaultSize
				type="number"
				min={ 0 }
				max={ 10080 }
				label={ __( 'Minutes until the next person is notified', 'aaia-chatbot' ) }
				help={ __( 'When nobody has opened the conversation or taken care of it. 0: never.', 'aaia-chatbot' ) }
				value={ String( definition.minutes ) }
				onChange={ ( minutes ) => change( { minutes: Math.max( 0, Number( minutes ) || 0 ) } ) }
			/>
			{ definition.minutes > 0 && (
				<Lines
					label={ __( 'Then notify', 'aaia-chatbot' ) }
					help={ __( 'Addresses, one per line. They are notified one after the other, then all once more.', 'aaia-chatbot' ) }
					value={ definition.ladder }
					onChange={ ( ladder ) => change( { ladder } ) }
				/>
			) }
			<ToggleControl
				label={ __( 'Also notify them when the conversation is resolved', 'aaia-chatbot' ) }
				checked={ definition.resolved }
				onChange={ ( resolved ) => change( { resolved } ) }
			/>
		</fieldset>
	);
}

/** The mail's words. */
export function MailWords( { kind, definition, change, facts }: FieldsProps & { facts: AlertRules } ) {
	const defaults = facts.defaults[ kind ];
	return (
		<fieldset className="aaia-rule__part">
			<legend>{ __( 'The e-mail', 'aaia-chatbot' ) }</legend>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Subject', 'aaia-chatbot' ) }
				dir="auto"
				placeholder={ defaults?.subject ?? '' }
				value={ definition.subject }
				onChange={ ( subject ) => change( { subject } ) }
			/>
			{ defaults && (
				<div className="aaia-rule__buttons" role="group" aria-label={ __( 'Ready-made subjects', 'aaia-chatbot' ) }>
					{ [
						{ label: __( 'Standard', 'aaia-chatbot' ), subject: '' },
						{ label: __( 'Name and question', 'aaia-chatbot' ), subject: defaults.other_subject },
					].map( ( { label, subject } ) => (
						<Button
							key={ label }
							size="compact"
							variant="secondary"
							aria-pressed={ definition.subject === subject }
							onClick={ () => change( { subject } ) }
						>
							{ label }
						</Button>
					) ) }
				</div>
			) }
			<TextareaControl
				label={ __( 'Text', 'aaia-chatbot' ) }
				rows={ 8 }
				dir="auto"
				placeholder={ defaults?.body ?? '' }
				value={ definition.body }
				onChange={ ( body ) => change( { body } ) }
				help={ `${ __( 'Empty: the default text. Variables:', 'aaia-chatbot' ) } ${ facts.variables
					.map( ( name ) => `{${ name }}` )
					.join( ' ' ) }` }
			/>
			<div className="aaia-rule__buttons">
				{ definition.body === '' && (
					<Button
						size="compact"
						variant="secondary"
						onClick={ () => change( { subject: definition.subject || ( defaults?.subject ?? '' ), body: defaults?.body ?? '' } ) }
					>
						{ __( 'Change the default text', 'aaia-chatbot' ) }
					</Button>
				) }
				{ ( definition.body !== '' || definition.subject !== '' ) && (
					<Button size="compact" variant="tertiary" onClick={ () => change( { subject: '', body: '' } ) }>
						{ __( 'Back to the default text', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Subject prefix', 'aaia-chatbot' ) }
				help={ __( 'Such as [AAIA] [urgent], for filters in your mailbox.', 'aaia-chatbot' ) }
				value={ definition.tag }
				onChange={ ( tag ) => change( { tag } ) }
			/>
			<ToggleControl
				label={ __( 'Mark as urgent', 'aaia-chatbot' ) }
				help={ __( 'Sets the header X-AAIA-Priority.', 'aaia-chatbot' ) }
				checked={ definition.urgent }
				onChange={ ( urgent ) => change( { urgent } ) }
			/>
		</fieldset>
	);
}
