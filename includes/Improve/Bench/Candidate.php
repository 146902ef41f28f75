<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

/** What a run tries in place of the assistant as it is: another model, other instructions, or an answer that is not published yet. */
final class Candidate {

	/**
	 * @param array{provider?: string, model?: string, system_instructions?: string} $settings As if they were saved.
	 * @param ?array{id: ?string, question: string, answer: string, language: string} $draft
	 *        An answer by hand as if it were published; `id` of the one that it replaces. Tried with the built-in
	 *        assistant: no model is called while the draft is in place.
	 */
	public function __construct(
		public readonly array $settings = [],
		public readonly ?array $draft = null,
	) {}

	public function is_empty(): bool {
		return [] === $this->settings && null === $this->draft;
	}

	public function to_json(): string {
		return (string) wp_json_encode(
			[ 'settings' => (object) $this->settings, 'draft' => $this->draft ],
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES,
		);
	}

	public static function from_json( string $json ): self {
		$read     = json_decode( $json, true );
		$settings = is_array( $read['settings'] ?? null ) ? array_filter( $read['settings'], 'is_string' ) : [];
		$draft    = is_array( $read['draft'] ?? null ) ? $read['draft'] : null;
		/** @var array{provider?: string, model?: string, system_instructions?: string} $settings */
		return new self(
			$settings,
			null === $draft ? null : [
				'id'       => is_string( $draft['id'] ?? null ) ? $draft['id'] : null,
				'question' => (string) ( $draft['question'] ?? '' ),
				'answer'   => (string) ( $draft['answer'] ?? '' ),
				'language' => (string) ( $draft['language'] ?? '' ),
			],
		);
	}
}
