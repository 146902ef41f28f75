/** @jsxImportSource preact */
import { Component } from 'preact';
import { __ } from '../../../src/i18n/texts';
import type { Failure } from '../api';
import type { Controller } from '../controller';
import { Field, FormCard } from './FormCard';

interface ReportProps {
	/** Ids of the message and of its source. */
	message: string;
	source: string;
	controller: Controller;
	/** Longest comment, in characters. */
	limit: number;
	onDone: () => void;
	onCancel: () => void;
}

interface ReportState {
	busy: boolean;
	failure: Failure | null;
}

/** Says that a source of an answer is wrong. */
export class Report extends Component< ReportProps, ReportState > {
	public override state: ReportState = { busy: false, failure: null };

	#send = async ( comment: string ): Promise< void > => {
		const { message, source, controller, onDone } = this.props;
		this.setState( { busy: true, failure: null } );
		const failure = await controller.reportSource( message, source, comment );
		if ( failure ) {
			this.setState( { busy: false, failure } );
		} else {
			onDone();
		}
	};

	public override render() {
		const { message, source, limit, onCancel } = this.props;
		const id = `wrong-${ message }-${ source }`;
		return (
			<FormCard
				id={ id } title={ __( 'Report an error', 'aaia-chatbot' ) } confirm={ __( 'Send report', 'aaia-chatbot' ) }
				busy={ this.state.busy } failure={ this.state.failure } takesFocus
				onConfirm={ ( value ) => void this.#send( value( 'comment' ) ) } onCancel={ onCancel }
			>
				<Field id={ `${ id }-why` } name="comment" label={ __( 'What’s wrong? (optional)', 'aaia-chatbot' ) } max={ limit } />
			</FormCard>
		);
	}
}
