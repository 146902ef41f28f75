<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Assistant\Grounding\GroundingFlag;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\ToolExchange;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Settings\Settings;

/**
 * Stands between a model's words and the visitor: what the answer states to the letter must stand somewhere.
 *
 * Only models are corrected, also those on this machine: the built-in assistant quotes, so its flags go to the metrics and no further.
 */
final class AnswerGuard {

	/** Values named in the sentence under an answer. */
	private const NAMED = 3;

	public function __construct(
		private readonly Settings $settings,
		private readonly GroundingCheck $check,
	) {}

	/** What the owner wants done. */
	public function action(): GroundingAction {
		return GroundingAction::tryFrom( $this->settings->text( 'grounding_action' ) ) ?? GroundingAction::Annotate;
	}

	/**
	 * What a text states that stands nowhere.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return list<GroundingFlag>
	 */
	public function flags( string $text, array $passages, AnswerRequest $request, AnswerDraft $draft ): array {
		$said = [
			$request->question,
			...array_map( static fn( ChatMessage $message ): string => $message->text, $request->history ),
			...array_map( static fn( ToolExchange $exchange ): string => wp_json_encode( $exchange->input, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) . "\n" . $exchange->result, $draft->exchanges() ),
			$this->settings->text( 'system_instructions' ),
			$request->context->page_url,
			$request->context->page_title,
			get_bloginfo( 'name' ),
			home_url( '/' ),
			(string) wp_date( 'Y-m-d' ),
		];
		return $this->check->flags( $text, $passages, array_values( $said ) );
	}

	/**
	 * Says under an answer what to check.
	 *
	 * @param non-empty-list<GroundingFlag> $flags
	 */
	public function annotate( AnswerDraft $draft, array $flags, string $locale ): void {
		// Without the scheme, so that an invented address is not shown as a link once more.
		$values = array_map( static fn( GroundingFlag $flag ): string => (string) preg_replace( '~^https?://~i', '', $flag->value ), array_slice( $flags, 0, self::NAMED ) );
		$values = implode( ', ', $values ) . ( count( $flags ) > self::NAMED ? ', …' : '' );
		/* translators: %s: figures or addresses, such as "20 €, 3 March". */
		$draft->add_text( "\n\n" . LocaleSwitcher::run( $locale, static fn(): string => sprintf( __( 'Please check this: %s. I did not find it on the pages of this site.', 'aaia-chatbot' ), $values ) ) );
	}

	/** Puts a refusal in the place of what the model wrote last. */
	public function replace( AnswerDraft $draft, string $locale ): void {
		$draft->replace_with_refusal( LocaleSwitcher::run( $locale, static fn(): string => __( 'I could not check my answer against the pages of this site, so I would rather not give it. You can ask in other words, or talk to a person.', 'aaia-chatbot' ) ) );
	}
}
