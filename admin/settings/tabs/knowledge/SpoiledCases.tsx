import { Button, Notice, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Problem } from '../../../data/api';

interface Spoiled {
	id: string;
	question: string;
	before: string;
	after: string;
}

/** Cases of the test bench that a change would spoil, when that is why the server refused it; else null. */
export function spoiledCases( problem: Problem ): Spoiled[] | null {
	return problem.code === 'aaia_tests_worse' && Array.isArray( problem.data[ 'cases' ] ) ? ( problem.data[ 'cases' ] as Spoiled[] ) : null;
}

/** Shows which good answers a change would spoil, and asks why to make it all the same. */
export function SpoiledCases( { message, cases, act, onOverride, onCancel }: {
	message: string;
	cases: readonly Spoiled[];
	/** What the button says. */
	act: string;
	onOverride: ( reason: string ) => void;
	onCancel: () => void;
} ) {
	const [ reason, setReason ] = useState( '' );
	return (
		<Notice status="warning" className="aaia-spoiled" onRemove={ onCancel }>
			<p>{ message }</p>
			<ul>
				{ cases.map( ( spoiled ) => (
					<li key={ spoiled.id }>
						<strong dir="auto">{ spoiled.question }</strong>
						<dl>
							<dt>{ __( 'Now', 'aaia-chatbot' ) }</dt>
							<dd dir="auto">{ spoiled.before }</dd>
							<dt>{ __( 'Then', 'aaia-chatbot' ) }</dt>
							<dd dir="auto">{ spoiled.after }</dd>
						</dl>
					</li>
				) ) }
			</ul>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Why all the same?', 'aaia-chatbot' ) }
				value={ reason }
				maxLength={ 500 }
				onChange={ setReason }
			/>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				disabled={ reason.trim() === '' }
				accessibleWhenDisabled
				onClick={ () => onOverride( reason ) }
			>
				{ act }
			</Button>
		</Notice>
	);
}
