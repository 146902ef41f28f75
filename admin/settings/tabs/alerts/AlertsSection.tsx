import { Button, Notice } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { changeAlert, loadAlerts } from '../../../data/alerts';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { kindName, moment } from './words';
import type { AlertItem } from '../../../../src/wire/wire';

/** What was alerted, who takes care of it, and which alarms were false. */
export function AlertsSection() {
	const [ cursor, setCursor ] = useState< string | null >( null );
	const page = useLoaded( useCallback( () => loadAlerts( cursor ), [ cursor ] ) );
	const [ problem, setProblem ] = useState( '' );
	const change = ( id: string, changes: { acknowledged?: boolean; needless?: boolean } ): void => {
		changeAlert( id, changes ).then( page.reload, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<Section
			title={ __( 'Alerts so far', 'aaia-chatbot' ) }
			description={ __(
				'The alerts raised and who takes care of them. Mark false alarms: the figures show how many each rule raises.',
				'aaia-chatbot'
			) }
		>
			{ [ page.problem, problem ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" onRemove={ () => setProblem( '' ) }>
					{ sentence }
				</Notice>
			) ) }
			{ page.value?.items.length === 0 && <p>{ __( 'Nothing yet.', 'aaia-chatbot' ) }</p> }
			<ul className="aaia-rules">
				{ ( page.value?.items ?? [] ).map( ( alert ) => (
					<AlertRow key={ alert.id } alert={ alert } onChange={ change } />
				) ) }
			</ul>
			{ page.value?.next_cursor != null && (
				<Button __next40pxDefaultSize variant="secondary" onClick={ () => setCursor( page.value?.next_cursor ?? null ) }>
					{ __( 'Older', 'aaia-chatbot' ) }
				</Button>
			) }
		</Section>
	);
}

function AlertRow( {
	alert,
	onChange,
}: {
	alert: AlertItem;
	onChange: ( id: string, changes: { acknowledged?: boolean; needless?: boolean } ) => void;
} ) {
	const name = alert.rule === '' ? kindName( alert.kind ) : alert.rule;
	return (
		<li className="aaia-rules__rule">
			<div>
				<strong dir="auto">{ name }</strong> <time dateTime={ alert.created_at ?? '' }>{ moment( alert.created_at ) }</time>
				<p dir="auto">
					{ alert.conversation === null ? (
						alert.preview
					) : (
						<a href={ `admin.php?page=aaia-conversations&conversation=${ encodeURIComponent( alert.conversation ) }` }>
							{ alert.preview || __( 'Open the conversation', 'aaia-chatbot' ) }
						</a>
					) }
				</p>
				{ alert.acknowledged_at !== null && (
					<p>
						{ alert.acknowledged_by
							/* translators: 1: who, 2: when. */
							? sprintf( __( 'Taken care of by %1$s, %2$s', 'aaia-chatbot' ), alert.acknowledged_by, moment( alert.acknowledged_at ) )
							/* translators: %s: when. */
							: sprintf( __( 'Taken care of, %s', 'aaia-chatbot' ), moment( alert.acknowledged_at ) ) }
					</p>
				) }
			</div>
			<div className="aaia-rules__buttons">
				{ alert.acknowledged_at === null && (
					<Button size="compact" variant="secondary" onClick={ () => onChange( alert.id, { acknowledged: true } ) }>
						{ __( 'I’ll take care of it', 'aaia-chatbot' ) }
					</Button>
				) }
				<Button
					size="compact"
					variant="tertiary"
					isPressed={ alert.needless }
					onClick={ () => onChange( alert.id, { needless: ! alert.needless } ) }
				>
					{ __( 'False alarm', 'aaia-chatbot' ) }
				</Button>
			</div>
		</li>
	);
}
