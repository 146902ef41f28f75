<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** Intent of a visitor's message, as the built-in assistant detects it. */
enum Intent {

	case Question;
	case Greeting;
	case Thanks;
	case Goodbye;
	case AreYouHuman;
	case WhoAreYou;
	case WantsPerson;
	case WantsContact;
	case Frustrated;
	case TechnicalProblem;
	case BeyondScope;
	case Agrees;
	case Declines;
	case Unclear;

	public function needs_person(): bool {
		return match ( $this ) {
			self::WantsPerson, self::WantsContact, self::Frustrated, self::TechnicalProblem, self::BeyondScope => true,
			default => false,
		};
	}

	/**
	 * The reason given to send_support_email.
	 *
	 * @return 'asked'|'contact'|'frustration'|'technical'|'out_of_scope'
	 */
	public function reason(): string {
		return match ( $this ) {
			self::WantsContact     => 'contact',
			self::Frustrated       => 'frustration',
			self::TechnicalProblem => 'technical',
			self::BeyondScope      => 'out_of_scope',
			default                => 'asked',
		};
	}
}
