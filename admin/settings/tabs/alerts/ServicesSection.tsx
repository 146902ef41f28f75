import { Button, Notice, SelectControl, TextControl } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { NEW, deleteService, loadServices, saveService, testService } from '../../../data/alerts';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useFocusDrawn } from '../../use-focus-drawn';
import { SureButton } from './SureButton';
import { useLoaded } from '../../../shared/use-loaded';
import { serviceDisclosure, serviceName } from './words';
import type { OutsideService, SaveServiceBody, ServiceKind } from '../../../../src/wire/wire';

const KINDS: readonly ServiceKind[] = [ 'slack', 'teams', 'zendesk', 'freshdesk', 'webhook' ];
const ADD = '#aaia-alerts-services .aaia-add';
const BLANK: SaveServiceBody = { kind: 'slack', name: '', url: '', account: '', secret: '' };

/** Slack, Teams, desks and webhooks that alerts can go to. */
export function ServicesSection() {
	const services = useLoaded( useCallback( loadServices, [] ) );
	const [ editing, setEditing ] = useState< { id: string; service: SaveServiceBody } | null >( null );
	const focusDrawn = useFocusDrawn();
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const act = ( work: Promise< { ok: boolean; sentence: string } | null > ): void => {
		work.then( ( result ) => {
			setSaid( result );
			services.reload();
		}, ( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } ) );
	};
	/** Closes the form; the keyboard goes back to the button that opened it. */
	const close = (): void => {
		focusDrawn( `[data-service="${ editing?.id ?? '' }"] button`, ADD );
		setEditing( null );
	};
	const remove = ( { id }: OutsideService ): void =>
		act( deleteService( id ).then( () => {
			setEditing( ( open ) => ( open?.id === id ? null : open ) );
			focusDrawn( ADD );
			return null;
		} ) );
	const save = ( id: string, service: SaveServiceBody ): void =>
		act(
			saveService( id, service ).then( ( saved ) => {
				close();
				return {
					ok: true,
					sentence:
						saved.new_secret === null
							? __( 'The service is saved.', 'aaia-chatbot' )
							: `${ __( 'The service is saved. Its signing secret, shown only now:', 'aaia-chatbot' ) } ${ saved.new_secret }`,
				};
			} )
		);

	return (
		<Section title={ __( 'Other services', 'aaia-chatbot' ) } description={ serviceDisclosure() }>
			{ services.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ services.problem }
				</Notice>
			) }
			{ said && (
				<ActionNotice ok={ said.ok } sentences={ [ said.sentence ] } onRemove={ () => setSaid( null ) } />
			) }
			<ul className="aaia-rules">
				{ ( services.value?.items ?? [] ).map( ( service ) => (
					<li key={ service.id } className="aaia-rules__rule" data-service={ service.id }>
						<div>
							<strong dir="auto">{ service.name }</strong>
							<p>
								{ serviceName( service.kind ) } · <span dir="ltr">{ service.url }</span>
							</p>
						</div>
						<div className="aaia-rules__buttons">
							<Button
								size="compact"
								variant="secondary"
								aria-label={ sprintf( /* translators: %s: name of a service. */ __( 'Edit “%s”', 'aaia-chatbot' ), service.name ) }
								onClick={ () => setEditing( { id: service.id, service: withoutId( service ) } ) }
							>
								{ __( 'Edit', 'aaia-chatbot' ) }
							</Button>
							<Button
								size="compact"
								variant="tertiary"
								aria-label={ sprintf( /* translators: %s: name of a service. */ __( 'Send a test of “%s”', 'aaia-chatbot' ), service.name ) }
								onClick={ () => act( testService( service.id ).then( ( { ok, message } ) => ( { ok, sentence: message } ) ) ) }
							>
								{ __( 'Send a test', 'aaia-chatbot' ) }
							</Button>
							<SureButton
								label={ __( 'Delete', 'aaia-chatbot' ) }
								description={ sprintf( /* translators: %s: name of a service. */ __( 'Delete “%s”', 'aaia-chatbot' ), service.name ) }
								question={ __( 'Delete permanently?', 'aaia-chatbot' ) }
								onSure={ () => remove( service ) }
							/>
						</div>
					</li>
				) ) }
			</ul>
			{ editing === null ? (
				<Button __next40pxDefaultSize variant="secondary" className="aaia-add" onClick={ () => setEditing( { id: NEW, service: BLANK } ) }>
					{ __( 'Add a service', 'aaia-chatbot' ) }
				</Button>
			) : (
				<ServiceForm
					key={ editing.id }
					before={ editing.service }
					isNew={ editing.id === NEW }
					onSave={ ( service ) => save( editing.id, service ) }
					onCancel={ close }
				/>
			) }
		</Section>
	);
}

const withoutId = ( { kind, name, url, account, secret }: OutsideService ): SaveServiceBody => ( { kind, name, url, account, secret } );

function ServiceForm( {
	before,
	isNew,
	onSave,
	onCancel,
}: {
	before: SaveServiceBody;
	isNew: boolean;
	onSave: ( service: SaveServiceBody ) => void;
	onCancel: () => void;
} ) {
	const [ service, setService ] = useState( before );
	const change = ( changes: Partial< SaveServiceBody > ): void => setService( { ...service, ...changes } );
	const form = useRef< HTMLFormElement >( null );
	useEffect( () => form.current?.querySelector< HTMLElement >( 'select, input' )?.focus(), [] );
	const isDesk = service.kind === 'zendesk' || service.kind === 'freshdesk';
	const secretLabel =
		service.kind === 'webhook' ? __( 'Signing secret (empty: create a new one)', 'aaia-chatbot' ) : __( 'API key', 'aaia-chatbot' );
	return (
		<form
			ref={ form }
			className="aaia-service"
			onSubmit={ ( event ) => {
				event.preventDefault();
				onSave( service );
			} }
		>
			{ isNew && (
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Service', 'aaia-chatbot' ) }
					value={ service.kind }
					options={ KINDS.map( ( kind ) => ( { value: kind, label: serviceName( kind ) } ) ) }
					onChange={ ( kind ) => change( { kind } ) }
				/>
			) }
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Name', 'aaia-chatbot' ) }
				required
				value={ service.name }
				onChange={ ( name ) => change( { name } ) }
			/>
			<TextControl
				__next40pxDefaultSize
				type="url"
				label={ isDesk ? __( 'Address of your help desk', 'aaia-chatbot' ) : __( 'Address of the webhook', 'aaia-chatbot' ) }
				required
				dir="ltr"
				value={ service.url }
				onChange={ ( url ) => change( { url } ) }
			/>
			{ isDesk && (
				<TextControl
					__next40pxDefaultSize
					type="email"
					label={
						service.kind === 'zendesk'
							? __( 'E-mail address of the agent', 'aaia-chatbot' )
							: __( 'Ticket address for visitors without one', 'aaia-chatbot' )
					}
					value={ service.account }
					onChange={ ( account ) => change( { account } ) }
				/>
			) }
			{ ( isDesk || service.kind === 'webhook' ) && (
				<TextControl
					__next40pxDefaultSize
					type="password"
					autoComplete="off"
					label={ secretLabel }
					value={ service.secret }
					onChange={ ( secret ) => change( { secret } ) }
				/>
			) }
			<div className="aaia-rule__buttons">
				<Button __next40pxDefaultSize variant="primary" type="submit">
					{ __( 'Save the service', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>
					{ __( 'Cancel', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}
