<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Language\PhraseMatcher;
use Aaia\Chatbot\Support\Text;

/**
 * Evaluates a rule's condition.
 *
 * Words and patterns of a rule whose trigger is not a keyword narrow it: the visitor's message must contain one of them too.
 */
final class ConditionMatcher {

	public function __construct(
		private readonly BoundedRegex $regex,
		private readonly ContactRequestDetector $contacts,
		private readonly OfficeHours $hours,
	) {}

	/**
	 * Returns what matched: the word or pattern, the kind of contact, the signal of frustration, what was rated, or the name of the
	 * category. It may be empty.
	 *
	 * @return ?string Null when the rule does not match.
	 *
	 * @throws \RangeException When a regular expression is wrong or needs too much work.
	 */
	public function matched( Trigger $trigger, Condition $condition, ConditionContext $context ): ?string {
		if ( $trigger !== $context->trigger || ! $this->applies( $condition, $context ) ) {
			return null;
		}
		$has_keywords = [] !== $condition->words || [] !== $condition->patterns || Trigger::Keyword === $trigger;
		$keyword      = $has_keywords ? $this->keyword( $condition, $context ) : '';
		return null === $keyword ? null : match ( $trigger ) {
			Trigger::Contact     => $this->contacts->kind_in( $context->text ),
			Trigger::Frustration => '' === $context->sign ? null : $context->sign,
			Trigger::Rating      => $context->sign,
			Trigger::Category    => self::category( $condition->categories, $context->category ),
			default              => $keyword,
		};
	}

	private function applies( Condition $condition, ConditionContext $context ): bool {
		return $this->has_language( $condition->languages, $context->language )
			&& $this->is_on( $condition->pages, $context->page_url )
			&& ( [] === $condition->reasons || in_array( $context->reason, $condition->reasons, true ) )
			&& ( 'any' === $condition->hours || ( 'open' === $condition->hours ) === $this->hours->open_at( $context->at ) );
	}

	/** @param list<string> $wanted Ids; empty for the critical one. */
	private static function category( array $wanted, ?Category $category ): ?string {
		$fits = null !== $category && ( [] === $wanted ? $category->critical : in_array( (string) $category->id, $wanted, true ) );
		return $fits ? $category->name : null;
	}

	/** @param list<string> $languages */
	private function has_language( array $languages, string $locale ): bool {
		$tag = strtolower( str_replace( '_', '-', $locale ) ) . '-';
		foreach ( $languages as $language ) {
			if ( str_starts_with( $tag, strtolower( str_replace( '_', '-', $language ) ) . '-' ) ) {
				return true;
			}
		}
		return [] === $languages;
	}

	/** @param list<string> $pages */
	private function is_on( array $pages, string $url ): bool {
		foreach ( $pages as $page ) {
			if ( $this->contains( $url, $page ) ) {
				return true;
			}
		}
		return [] === $pages;
	}

	/** Whether an address contains a pattern, in which `*` stands for anything. Without a regular expression, whose time has no bound. */
	private function contains( string $url, string $pattern ): bool {
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

	private function keyword( Condition $condition, ConditionContext $context ): ?string {
		$phrase = PhraseMatcher::first_match( $context->text, $condition->words );
		if ( null !== $phrase ) {
			return $phrase;
		}
		foreach ( $condition->patterns as $pattern ) {
			if ( $context->is_trial ? $this->regex->fits( $pattern, $context->text ) : $this->fits( $pattern, $context->text ) ) {
				return $pattern;
			}
		}
		return null;
	}

	/**
	 * Where a long message is too much work, its beginning and its end are read, as two lines: otherwise whoever writes three such messages
	 * would have the owner's rule switched off. Only an expression that fails on short texts too is at fault itself.
	 */
	private function fits( string $pattern, string $text ): bool {
		try {
			return $this->regex->fits( $pattern, $text );
		} catch ( \RangeException ) {
			$text = Text::valid( $text );
			$half = intdiv( BoundedRegex::SHORT, 2 ) - 1;
			return $this->regex->fits( $pattern, mb_substr( $text, 0, $half, 'UTF-8' ) . "\n" . mb_substr( $text, -$half, null, 'UTF-8' ) );
		}
	}
}
