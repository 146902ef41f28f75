<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\RatingTarget;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Assistant\FrustrationSignal;
use Aaia\Chatbot\Conversations\SupportReason;

/** Default templates of alert mails, and texts for their variables, in the current language. */
final class AlertTemplates {

	/** Variables of subjects and bodies. */
	public const VARIABLES = [
		'message',
		'visitor',
		'question',
		'page',
		'time',
		'ip',
		'reason',
		'summary',
		'name',
		'email',
		'exchange',
		'link',
		'site',
		'rule',
		'matched',
		'rating',
		'answer',
		'source',
		'acknowledge',
	];

	public function subject( Trigger $kind ): string {
		return match ( $kind ) {
			Trigger::Support => __( 'New support request from the AAIA chatbot', 'aaia-chatbot' ),
			Trigger::Keyword => __( 'Alert from the AAIA chatbot: “{rule}”', 'aaia-chatbot' ),
			Trigger::Contact => __( 'A visitor of the AAIA chatbot wants to be contacted', 'aaia-chatbot' ),
			Trigger::Rating  => __( 'Negative rating in the AAIA chatbot', 'aaia-chatbot' ),
			Trigger::Frustration => __( 'A visitor of the AAIA chatbot seems frustrated', 'aaia-chatbot' ),
			Trigger::Category => __( 'Conversation of the AAIA chatbot in the category “{matched}”', 'aaia-chatbot' ),
		};
	}

	/** The other subject that owners can choose with one click: who writes, and what. */
	public function subject_with_question( Trigger $kind ): string {
		return Trigger::Support === $kind
			? __( '[{site}] {visitor} asks for help: “{question}”', 'aaia-chatbot' )
			: __( '[{site}] {visitor} wrote: “{question}”', 'aaia-chatbot' );
	}

	public function resolved(): string {
		return __( 'Resolved: request from the AAIA chatbot', 'aaia-chatbot' );
	}

	/** The whole body, with variables. */
	public function body( Trigger $kind ): string {
		return implode(
			"\n\n",
			[ __( 'Hello,', 'aaia-chatbot' ), $this->opening( $kind ), $this->facts(), $this->exchange(), $this->access(), $this->closing() ]
		);
	}

	/** Text of the reason of a request for a person. */
	public function reason( string $reason ): string {
		return match ( SupportReason::tryFrom( $reason ) ) {
			SupportReason::Asked       => __( 'the visitor asks for a person', 'aaia-chatbot' ),
			SupportReason::Contact     => __( 'the visitor wants to be contacted', 'aaia-chatbot' ),
			SupportReason::Frustration => __( 'the visitor is frustrated or was not helped', 'aaia-chatbot' ),
			SupportReason::Technical   => __( 'a complex technical problem', 'aaia-chatbot' ),
			SupportReason::OutOfScope  => __( 'help beyond what the chatbot can do', 'aaia-chatbot' ),
			null                       => '',
		};
	}

	/** Text of what matched. */
	public function matched( Trigger $kind, string $matched ): string {
		return match ( $kind ) {
			Trigger::Frustration => self::sign( $matched ),
			Trigger::Rating      => self::rated( $matched ),
			default              => $matched,
		};
	}

	private static function sign( string $matched ): string {
		return match ( FrustrationSignal::tryFrom( $matched ) ) {
			FrustrationSignal::Words    => __( 'harsh words', 'aaia-chatbot' ),
			FrustrationSignal::Refusals => __( 'two questions in a row without an answer', 'aaia-chatbot' ),
			FrustrationSignal::Repeated => __( 'the same question again', 'aaia-chatbot' ),
			FrustrationSignal::Shouting => __( 'capital letters or rows of exclamation marks', 'aaia-chatbot' ),
			null                        => $matched,
		};
	}

	private static function rated( string $matched ): string {
		return match ( RatingTarget::tryFrom( $matched ) ) {
			RatingTarget::Answer       => __( 'an answer was rated not helpful', 'aaia-chatbot' ),
			RatingTarget::Conversation => __( 'the conversation was rated badly', 'aaia-chatbot' ),
			RatingTarget::Source       => __( 'an error was reported on a source', 'aaia-chatbot' ),
			null                       => $matched,
		};
	}

	private function opening( Trigger $kind ): string {
		return match ( $kind ) {
			Trigger::Support => __( 'A user has requested support through your AAIA chatbot.', 'aaia-chatbot' ),
			Trigger::Keyword => __( 'A message in your AAIA chatbot matches the rule “{rule}” ({matched}).', 'aaia-chatbot' ),
			Trigger::Contact => __( 'A visitor of your AAIA chatbot left contact details, or asks to be called back.', 'aaia-chatbot' ),
			Trigger::Rating  => __( 'A visitor is not satisfied with your AAIA chatbot: {matched}.', 'aaia-chatbot' ),
			Trigger::Frustration => __( 'A visitor of your AAIA chatbot seems frustrated or confused: {matched}.', 'aaia-chatbot' ),
			Trigger::Category => __( 'A conversation of your AAIA chatbot was put into the category “{matched}”.', 'aaia-chatbot' ),
		};
	}

	/** The labelled values; lines without a value are left out when the mail is written. */
	private function facts(): string {
		return implode(
			"\n",
			[
				__( 'User message: {message}', 'aaia-chatbot' ),
				__( 'Context: {page}', 'aaia-chatbot' ),
				__( 'Time: {time}', 'aaia-chatbot' ),
				__( 'IP address: {ip}', 'aaia-chatbot' ),
				__( 'Reason: {reason}', 'aaia-chatbot' ),
				__( 'Summary: {summary}', 'aaia-chatbot' ),
				__( 'Rating: {rating}', 'aaia-chatbot' ),
				__( 'Answer: {answer}', 'aaia-chatbot' ),
				__( 'Source: {source}', 'aaia-chatbot' ),
				__( 'Name: {name}', 'aaia-chatbot' ),
				__( 'E-mail: {email}', 'aaia-chatbot' ),
			]
		);
	}

	private function exchange(): string {
		return __( 'Recent exchange:', 'aaia-chatbot' ) . "\n{exchange}";
	}

	private function access(): string {
		return __( 'The full conversation history is available in your WordPress admin.', 'aaia-chatbot' )
			. "\n{link}\n" . __( 'Tell your team that you are taking care of it: {acknowledge}', 'aaia-chatbot' );
	}

	private function closing(): string {
		return __( 'Regards,', 'aaia-chatbot' ) . "\n" . __( 'AAIA Chatbot System', 'aaia-chatbot' );
	}
}
