<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertTemplates;
use Aaia\Chatbot\Assistant\Conditions\BoundedRegex;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Mail\Template;
use Aaia\Chatbot\Settings\Settings;

/** Finds errors in a rule before it is saved, and likely mistakes. */
final class RuleValidator {

	public function __construct(
		private readonly BoundedRegex $regex,
		private readonly Settings $settings,
	) {}

	/** A sentence about the first error; null when the rule can be saved. */
	public function first_error( Trigger $kind, RuleDefinition $rule ): ?string {
		foreach ( [ ...$rule->recipients, ...$rule->ladder ] as $address ) {
			if ( false === is_email( $address ) ) {
				/* translators: %s: what was typed. */
				return sprintf( __( '“%s” is not an e-mail address. Enter one such as support@example.com.', 'aaia-chatbot' ), $address );
			}
		}
		foreach ( $rule->condition->patterns as $pattern ) {
			$wrong = $this->regex->syntax_error( $pattern );
			if ( null !== $wrong ) {
				/* translators: 1: regular expression, 2: what is wrong with it, in English. */
				return sprintf( __( 'The regular expression “%1$s” is not valid: %2$s', 'aaia-chatbot' ), $pattern, $wrong );
			}
		}
		if ( Trigger::Keyword === $kind && [] === $rule->condition->words && [] === $rule->condition->patterns ) {
			return __( 'Enter at least one word, phrase or regular expression.', 'aaia-chatbot' );
		}
		if ( $rule->minutes > 0 && [] === $rule->ladder ) {
			return __( 'Enter who to notify next when nobody takes care of the alert.', 'aaia-chatbot' );
		}
		return null;
	}

	/** @return list<string> Likely mistakes, which can be saved. */
	public function warnings( Trigger $kind, RuleDefinition $rule ): array {
		$warnings = [];
		foreach ( ( new Template( $rule->subject . "\n" . $rule->body ) )->unknown( AlertTemplates::VARIABLES ) as $name ) {
			/* translators: %s: name of a variable. */
			$warnings[] = sprintf( __( 'There is no variable {%s}: it will be sent as it is written.', 'aaia-chatbot' ), $name );
		}
		if ( '' !== $rule->body && ! str_contains( $rule->body, '{link}' ) ) {
			$warnings[] = __( 'The text has no {link}: the e-mail won’t lead to the conversation.', 'aaia-chatbot' );
		}
		if ( Trigger::Support !== $kind && ! $this->settings->bool( 'consent_required' ) ) {
			$warnings[] = __(
				'Messages that match this rule are forwarded without asking the visitor. Ask for consent before the chat (tab “Widget”), or say so in your notice there.',
				'aaia-chatbot'
			);
		}
		return $warnings;
	}
}
