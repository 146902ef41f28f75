<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** Where a visitor was last seen with the chat open. */
final class Visit {

	/**
	 * @param string             $url      Page of the site; empty when the browser does not say.
	 * @param string             $title    Empty when unknown.
	 * @param string             $browser  Such as `Firefox 140 · Windows`; empty when unknown.
	 * @param string             $device   `computer`, `phone`, `tablet`, or empty.
	 * @param string             $language The browser's first language, such as `fr-CA`; empty when it names none.
	 * @param \DateTimeImmutable $seen_at  When the visitor came to the page.
	 */
	public function __construct(
		public readonly string $url,
		public readonly string $title,
		public readonly string $browser,
		public readonly string $device,
		public readonly string $language,
		public readonly \DateTimeImmutable $seen_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(string) $row['page_url'],
			(string) $row['page_title'],
			(string) $row['browser'],
			(string) $row['device'],
			(string) $row['language'],
			Time::required( $row['seen_at'] ),
		);
	}

	/** Whether the other one is of the same page and browser. */
	public function is_like( self $other ): bool {
		return $this->url === $other->url && $this->browser === $other->browser && $this->device === $other->device
			&& $this->language === $other->language;
	}
}
