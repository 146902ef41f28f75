<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Conversations\OfficeHours;

/** Holds a rule against what happened. Words of a rule on something else than words narrow it: they must be in the visitor's message too. */
final class ConditionMatcher {

	/** Failures of its own after which a rule is switched off. */
	public const FAILURES = 3;

	public function __construct(
		private readonly Phrases $phrases,
		private readonly BoundedRegex $regex,
		private readonly ContactFinder $contacts,
		private readonly OfficeHours $hours,
	) {}

	/**
	 * What of the rule fitted (its own word or pattern, the kind of contact, the sign of frustration, or what was rated; may be empty), or null when it
	 * does not fit.
	 *
	 * @throws \RangeException When a regular expression of the rule is wrong or needs too much work.
	 */
	public function matched( AlertRule $rule, ConditionContext $context ): ?string {
		if ( $rule->kind !== $context->kind || ! $this->applies( $rule->definition, $context ) ) {
			return null;
		}
		$definition = $rule->definition;
		$keyword    = [] === $definition->words && [] === $definition->patterns && Trigger::Keyword !== $rule->kind ? '' : $this->keyword( $definition, $context->text );
		return null === $keyword ? null : match ( $rule->kind ) {
			Trigger::Contact     => $this->contacts->kind_in( $context->text ),
			Trigger::Frustration => '' === $context->sign ? null : $context->sign,
			Trigger::Rating      => $context->sign,
			default                => $keyword,
		};
	}

	private function applies( RuleDefinition $rule, ConditionContext $context ): bool {
		return $this->speaks( $rule->languages, $context->language )
			&& $this->is_on( $rule->pages, $context->page_url )
			&& ( [] === $rule->reasons || in_array( $context->reason, $rule->reasons, true ) )
			&& ( 'any' === $rule->hours || ( 'open' === $rule->hours ) === $this->hours->open_at( $context->at ) );
	}

	/** @param list<string> $languages */
	private function speaks( array $languages, string $locale ): bool {
		$spoken = strtolower( str_replace( '_', '-', $locale ) ) . '-';
		foreach ( $languages as $language ) {
			if ( str_starts_with( $spoken, strtolower( str_replace( '_', '-', $language ) ) . '-' ) ) {
				return true;
			}
		}
		return [] === $languages;
	}

	/** @param list<string> $pages */
	private function is_on( array $pages, string $url ): bool {
		foreach ( $pages as $page ) {
			if ( $this->holds( $url, $page ) ) {
				return true;
			}
		}
		return [] === $pages;
	}

	/** Whether an address contains a pattern, in which `*` stands for anything. No regular expression: its time can explode. */
	private function holds( string $url, string $pattern ): bool {
		$url = mb_strtolower( $url, 'UTF-8' );
		$at  = 0;
		foreach ( explode( '*', mb_strtolower( $pattern, 'UTF-8' ) ) as $part ) {
			$found = '' === $part ? $at : strpos( $url, $part, $at );
			if ( false === $found ) {
				return false;
			}
			$at = $found + strlen( $part );
		}
		return true;
	}

	private function keyword( RuleDefinition $rule, string $text ): ?string {
		$phrase = $this->phrases->first_in( $text, $rule->words );
		if ( null !== $phrase ) {
			return $phrase;
		}
		foreach ( $rule->patterns as $pattern ) {
			if ( $this->regex->fits( $pattern, $text ) ) {
				return $pattern;
			}
		}
		return null;
	}
}
