<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** For which questions, pages and times a written answer holds, and the page shown as its source. */
final class AnswerTerms {

	/**
	 * @param list<string>        $wordings    Other ways to ask the question, one line each.
	 * @param string              $pages       Beginning of the path of pages, such as `/shop/`; empty for all.
	 * @param string              $url         Empty for none.
	 * @param ?\DateTimeImmutable $valid_from  UTC; null for always.
	 * @param ?\DateTimeImmutable $valid_until UTC; null for ever.
	 */
	public function __construct(
		public readonly array $wordings = [],
		public readonly string $pages = '',
		public readonly string $url = '',
		public readonly ?\DateTimeImmutable $valid_from = null,
		public readonly ?\DateTimeImmutable $valid_until = null,
	) {}

	public function is_valid( \DateTimeImmutable $at ): bool {
		return ( null === $this->valid_from || $this->valid_from <= $at ) && ( null === $this->valid_until || $this->valid_until > $at );
	}

	/** Whether it holds for visitors of a page; for an unknown page it does. */
	public function holds_on( string $page_url ): bool {
		return '' === $this->pages || '' === $page_url || str_starts_with( (string) wp_parse_url( $page_url, PHP_URL_PATH ), $this->pages );
	}
}
