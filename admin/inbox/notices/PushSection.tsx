import { Button, CheckboxControl, Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem, Problem } from '../../data/api';
import { loadDevices, removeDevice, testDevice } from '../../data/notifications';
import type { PushDevice, PushDevices } from '../../../src/wire/wire';
import { fullTime } from '../times';
import { ownDevice, pushAbility, subscribe, unsubscribe } from './push';

interface Known extends PushDevices {
	own: PushDevice | null;
}

/** A sentence about what went wrong; the browser's own words where it was the browser. */
const sentence = ( failure: unknown ): string => failure instanceof Problem || ! ( failure instanceof Error )
	? asProblem( failure ).message
	/* translators: %s: the browser's own words. */
	: sprintf( __( 'The browser refused: %s', 'aaia-chatbot' ), failure.message );

/** Notifications while the inbox is closed: on this device, and the list of one's devices. */
export function PushSection() {
	const [ known, setKnown ] = useState< Known | null >( null );
	const [ busy, setBusy ] = useState( false );
	const [ said, setSaid ] = useState( '' );
	/** What was clicked, until it is done. */
	const [ wanted, setWanted ] = useState< { on: boolean; stays: boolean } | null >( null );
	const load = async (): Promise< void > => {
		const answer = await loadDevices();
		setKnown( { ...answer, own: await ownDevice( answer ) } );
	};
	const run = ( work: () => Promise< string > ): void => {
		setBusy( true );
		setSaid( '' );
		work().then( setSaid, ( failure ) => setSaid( sentence( failure ) ) ).finally( () => {
			setBusy( false );
			setWanted( null );
		} );
	};
	useEffect( () => run( async () => {
		await load();
		return '';
	} ), [] );

	const change = ( on: boolean, stays: boolean ): void => {
		setWanted( { on, stays } );
		run( () => apply( on, stays ) );
	};
	const apply = async ( on: boolean, stays: boolean ): Promise< string > => {
		if ( on ) {
			if ( ! await subscribe( known?.key ?? '', stays ) && pushAbility() !== 'blocked' ) {
				return __( 'The browser was not allowed to show notifications.', 'aaia-chatbot' );
			}
		} else if ( known?.own ) {
			await removeDevice( known.own.id );
			await unsubscribe();
		}
		await load();
		return '';
	};
	const ability = known?.key === null ? 'server' : pushAbility();
	return (
		<fieldset>
			<legend>{ __( 'On phones and computers, also while the inbox is closed', 'aaia-chatbot' ) }</legend>
			{ known === null && busy && <Spinner /> }
			{ known && ability === 'yes' && (
				<>
					<div className="aaia-notices__line">
						<CheckboxControl
							__nextHasNoMarginBottom
							label={ __( 'Notifications on this device', 'aaia-chatbot' ) }
							help={ __(
								'They go through the push service of your browser’s maker, encrypted. None is sent while you use the inbox.',
								'aaia-chatbot'
							) }
							checked={ wanted?.on ?? known.own !== null }
							disabled={ busy }
							onChange={ ( on ) => change( on, false ) }
						/>
					</div>
					{ known.own && (
						<CheckboxControl
							__nextHasNoMarginBottom
							label={ __( 'Keep them when I sign out here', 'aaia-chatbot' ) }
							checked={ wanted?.stays ?? known.own.stays }
							disabled={ busy }
							onChange={ ( stays ) => change( true, stays ) }
						/>
					) }
				</>
			) }
			{ ability !== 'yes' && <p className="aaia-quiet">{ why( ability ) }</p> }
			<p role="status" className="aaia-notices__said">{ said }</p>
			{ known && known.devices.length > 0 && (
				<ul className="aaia-devices" aria-label={ __( 'Your devices', 'aaia-chatbot' ) }>
					{ known.devices.map( ( device ) => (
						<li key={ device.id }>
							<span>
								<bdi>{ device.label || __( 'Unknown browser', 'aaia-chatbot' ) }</bdi>
								{ device.id === known.own?.id && ` (${ __( 'this one', 'aaia-chatbot' ) })` }
								<span className="aaia-quiet">{ lastSign( device ) }</span>
							</span>
							<Button
								variant="link"
								disabled={ busy }
								aria-label={ sprintf( /* translators: %s: a device. */ __( 'Test: %s', 'aaia-chatbot' ), device.label ) }
								onClick={ () => run( async () => {
									await testDevice( device.id );
									return __( 'Sent. It appears within seconds.', 'aaia-chatbot' );
								} ) }
							>
								{ __( 'Test', 'aaia-chatbot' ) }
							</Button>
							<Button
								variant="link"
								isDestructive
								disabled={ busy }
								aria-label={ sprintf( /* translators: %s: a device. */ __( 'Remove: %s', 'aaia-chatbot' ), device.label ) }
								onClick={ () => run( async () => {
									await removeDevice( device.id );
									if ( device.id === known.own?.id ) {
										await unsubscribe();
									}
									await load();
									return __( 'Removed.', 'aaia-chatbot' );
								} ) }
							>
								{ __( 'Remove', 'aaia-chatbot' ) }
							</Button>
						</li>
					) ) }
				</ul>
			) }
		</fieldset>
	);
}

function lastSign( { sent_at: sent, created_at: created, failing }: PushDevice ): string {
	if ( failing ) {
		return __( 'The last notification did not reach it.', 'aaia-chatbot' );
	}
	return sent === null
		/* translators: %s: date and time. */
		? sprintf( __( 'Since %s', 'aaia-chatbot' ), fullTime( created ) )
		/* translators: %s: date and time. */
		: sprintf( __( 'Last notification: %s', 'aaia-chatbot' ), fullTime( sent ) );
}

function why( ability: 'no' | 'blocked' | 'home-screen' | 'server' ): string {
	switch ( ability ) {
		case 'blocked':
			return __( 'This browser blocks notifications of this site. Allow them in its settings, behind the icon left of the address.', 'aaia-chatbot' );
		case 'home-screen':
			return __( 'On an iPhone or iPad: tap Share, then “Add to Home Screen”, open the inbox from there and come back here.', 'aaia-chatbot' );
		case 'server':
			return __( 'This server cannot send them: PHP’s openssl extension is missing or too old.', 'aaia-chatbot' );
		case 'no':
			return window.isSecureContext
				? __( 'This browser cannot receive notifications while the inbox is closed.', 'aaia-chatbot' )
				: __( 'Browsers allow this only on sites with https.', 'aaia-chatbot' );
	}
}
