<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\Budget;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\ToolDefinition;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Tools\ToolRegistry;

/**
 * Generates an answer: retrieves passages, builds the prompt, streams the model, runs tools, adds citations. Stores nothing.
 *
 * Used by all channels: the visitor's stream, JSON, the command line, the OpenAI endpoint.
 */
final class AnswerPipeline {

	/** Most calls of the model in one turn; a call of tools leads to another one. */
	private const STEPS = 5;

	/** Most passages in the prompt. */
	public const PASSAGES = 6;

	/** Confidence from which the pages in the visitor's language are enough. */
	private const HOLDS_MUCH = 0.7;

	/** Passages retrieved: those that did not fit the prompt are shown to staff who examine an answer. */
	public const FOUND = 9;

	public function __construct(
		private readonly PassageSearch $search,
		private readonly PromptBuilder $prompts,
		private readonly LlmClientRegistry $clients,
		private readonly ToolRegistry $tools,
		private readonly ToolCallExecutor $tool_calls,
		private readonly Citations $citations,
		private readonly AnswerGuard $guard,
		private readonly Budget $budget,
		private readonly TeamAnswers $team,
		private readonly SearchQueryBuilder $queries = new SearchQueryBuilder(),
		private readonly FrustrationDetector $frustration = new FrustrationDetector(),
	) {}

	/**
	 * Yields the growing answer. The last value is its final state.
	 *
	 * @return \Generator<int, AnswerProgress>
	 */
	public function answer( AnswerRequest $request, Cancellation $cancel ): \Generator {
		if ( '' === $request->question && [] !== $request->attachments ) {
			yield $this->unread_files( $request );
			return;
		}
		$trace  = $this->retrieve( $request );
		if ( null !== $trace->team && [] === $request->so_far->parts ) {
			yield $this->from_team( $request, $trace, $trace->team );
			return;
		}
		$client = $request->builtin ? $this->clients->builtin() : $this->clients->current();
		$draft  = new AnswerDraft( $request->so_far, $client->capabilities()->model, $trace );
		$draft->upset = ! $request->context->person_requested && null !== $this->frustration->detect( $request->question, $request->history );
		$trace->resumed = [] !== $request->so_far->parts;
		yield from $this->tool_calls->resume_decided( $draft, $request->context );
		for ( $step = 1; $step <= self::STEPS; $step++ ) {
			try {
				yield from $this->step( $request, $client, $draft, $cancel, $step < self::STEPS );
			} catch ( LlmFailure $failure ) {
				$this->check_held_back( $request, $client, $draft );
				yield $this->failed( $draft, $failure, $request->context->locale );
				return;
			}
			if ( null !== $draft->approval() ) {
				yield $draft->progress();
				return;
			}
			if ( ! $draft->has_new_exchanges() ) {
				break;
			}
		}
		yield $this->finished( $request, $draft );
	}

	/**
	 * Calls the model once, and runs the tools it requests.
	 *
	 * @return \Generator<int, AnswerProgress>
	 *
	 * @throws LlmFailure
	 */
	private function step(
		AnswerRequest $request,
		LlmClient $client,
		AnswerDraft $draft,
		Cancellation $cancel,
		bool $may_call_tools,
	): \Generator {
		$passages  = $draft->trace->prompt_passages();
		$held_back = $this->holds_back( $client );
		$offered   = $request->with_tools && $may_call_tools && $client->capabilities()->tools
			? $this->tools->definitions( $request->context )
			: [];
		$system    = $this->prompts->system(
			$passages,
			$request->context->locale,
			[] !== $offered,
			$draft->upset,
			$draft->trace->fence ??= Fence::random(),
			$request->context->awaited,
		);
		$chat      = new ChatRequest(
			$system->text(),
			$request->history,
			$this->is_language_model( $client->capabilities()->model ) ? self::with_files( $request ) : $request->question,
			$passages,
			$offered,
			$draft->exchanges(),
			$request->context->locale,
			person_requested: $request->context->person_requested,
			has_address: $request->context->awaited->has_address ?? true,
			hours: $request->context->awaited->hours ?? ''
		);
		$model       = $client->capabilities()->model;
		$reservation = $this->budget->reserve( $model, self::prompt_bytes( $chat ), $chat->max_tokens, $request->visitor_id );
		if ( null === $reservation ) {
			$draft->trace->capped = true;
			$client               = $this->clients->builtin();
			$model                = $client->capabilities()->model;
		} elseif ( PriceList::BUILTIN !== $model ) {
			$draft->trace->sent ??= new SentPrompt(
				$system,
				$request->history,
				array_map( static fn( ToolDefinition $tool ): string => $tool->name, $offered ),
			);
		}
		$draft->begin_step( $model );
		try {
			foreach ( $client->stream( $chat, $cancel ) as $part ) {
				if ( $draft->add_part( $part ) && ! $held_back ) {
					yield $draft->progress();
				}
			}
		} finally {
			if ( null !== $reservation ) {
				$this->budget->settle( $reservation, $draft->spending->last() );
			}
		}
		$draft->end_text();
		$this->check_held_back( $request, $client, $draft );
		yield from $this->tool_calls->run_requested( $draft, $request->context );
	}

	/** The question with the names of the files that came with it: a model is never given what is in them. */
	private static function with_files( AnswerRequest $request ): string {
		$notes = array_map( static fn( string $name ): string => "[attachment: $name]", $request->attachments );
		return [] === $notes ? $request->question
			: $request->question . "\n\n" . implode( "\n", $notes ) . "\n(You cannot read attachments. The team can.)";
	}

	/** Files without words: the assistant says that it cannot read them, and offers a person. No model is asked. */
	private function unread_files( AnswerRequest $request ): AnswerProgress {
		$now   = (float) hrtime( true );
		$draft = new AnswerDraft(
			$request->so_far,
			$this->clients->builtin()->capabilities()->model,
			new AnswerTrace( [], 0, true, $now, AnswerTrace::elapsed_ms( $now ) ),
		);
		$draft->add_text( LocaleSwitcher::run(
			$request->context->locale,
			static fn(): string => __(
				'I cannot read files. Our team can: ask for a person, or describe here what is in it.',
				'aaia-chatbot',
			)
		) );
		$draft->trace->text = $draft->parts()->text();
		return $draft->finish( $draft->parts(), Generation::Complete, ! $request->context->person_requested );
	}

	private static function prompt_bytes( ChatRequest $chat ): int {
		return strlen( $chat->system ) + strlen( $chat->question )
			+ strlen( (string) wp_json_encode( [ $chat->history, $chat->exchanges, $chat->tools ] ) );
	}

	/** Retrieves passages. When the index cannot be read there are none, and the assistant refuses. */
	private function retrieve( AnswerRequest $request ): AnswerTrace {
		$begun = (float) hrtime( true );
		try {
			$language = substr( $request->context->locale, 0, 2 );
			$words    = $this->queries->build( $request->question, $request->history, $language );
			$found    = $this->search->search( new SearchQuery( $words, $language, self::FOUND ) );
			$found    = self::with_other_language( $found, $language );
			[ $found, $team ] = $this->team->rank( $found, $request->question, $language, $request->context->page_url );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Knowledge index: ' . $failure->getMessage() );
			return new AnswerTrace( [], 0, false, $begun, AnswerTrace::elapsed_ms( $begun ) );
		}
		$trace           = new AnswerTrace( $found, min( self::PASSAGES, count( $found ) ), true, $begun, AnswerTrace::elapsed_ms( $begun ) );
		$trace->searched = $words;
		$trace->language = $language;
		$trace->team     = $team;
		return $trace;
	}

	/** The answer that the team wrote for this question, word for word; no model is asked. */
	private function from_team( AnswerRequest $request, AnswerTrace $trace, WrittenAnswer $answer ): AnswerProgress {
		$draft = new AnswerDraft( $request->so_far, $this->clients->builtin()->capabilities()->model, $trace );
		$draft->begin_step( $draft->model() );
		$draft->add_text( $answer->answer );
		$trace->text  = $answer->answer;
		$trace->cited = [ 1 ];
		$draft->add_text( "\n\n" . LocaleSwitcher::run(
			$request->context->locale,
			static fn(): string => __( 'This answer was written by our team.', 'aaia-chatbot' )
		) );
		return $draft->finish( $this->citations->with_sources( $draft->parts(), [ 1 ], $trace->prompt_passages() ), Generation::Complete );
	}

	/**
	 * Puts a page of another language among the first passages where those in the visitor's language hold little of the question.
	 *
	 * @param list<Passage> $found Best first.
	 *
	 * @return list<Passage>
	 */
	private static function with_other_language( array $found, string $language ): array {
		$own  = array_filter( $found, static fn( Passage $passage ): bool => in_array( $passage->language, [ '', $language ], true ) );
		$best = max( [ 0.0, ...array_map( static fn( Passage $passage ): float => $passage->confidence, $own ) ] );
		$at   = array_key_first( array_diff_key( $found, $own ) );
		if ( null === $at || $at < self::PASSAGES || $best >= self::HOLDS_MUCH ) {
			return $found;
		}
		array_splice( $found, self::PASSAGES - 1, 0, array_splice( $found, $at, 1 ) );
		return $found;
	}

	private function finished( AnswerRequest $request, AnswerDraft $draft ): AnswerProgress {
		$trace    = $draft->trace;
		$passages = $trace->prompt_passages();
		$text     = $draft->parts()->text();
		$numbers  = $draft->cited() ?? $this->citations->named( $text, count( $passages ) );
		if ( [] === $numbers && ! $draft->refused() && null === $draft->cited() ) {
			$numbers = $this->citations->likely( $text, $passages );
		}
		$trace->text  = $text;
		$trace->cited = $draft->refused() ? [] : $numbers;
		if ( null === $trace->action ) {
			$trace->flags = $this->guard->flags( $text, $passages, $request, $draft );
			if (
				[] !== $trace->flags
				&& ! $draft->refused()
				&& $this->is_language_model( $draft->model() )
				&& GroundingAction::Annotate === $this->guard->action()
			) {
				$this->guard->annotate( $draft, $trace->flags, $request->context->locale );
				$trace->action = GroundingAction::Annotate;
			}
		}
		return $draft->finish( $this->citations->with_sources( $draft->parts(), $trace->cited, $passages ), Generation::Complete );
	}

	/** Whether text is shown only after it was checked. */
	private function holds_back( LlmClient $client ): bool {
		return $this->is_language_model( $client->capabilities()->model ) && GroundingAction::Replace === $this->guard->action();
	}

	/** Checks the text of this step before it is shown, where the owner chose that, and replaces it by a refusal when it fails. */
	private function check_held_back( AnswerRequest $request, LlmClient $client, AnswerDraft $draft ): void {
		if ( ! $this->holds_back( $client ) || ! $this->is_language_model( $draft->model() ) || '' === $draft->step_text() ) {
			return;
		}
		$flags = $this->guard->flags( $draft->step_text(), $draft->trace->prompt_passages(), $request, $draft );
		if ( [] !== $flags ) {
			$draft->trace->flags  = $flags;
			$draft->trace->action = GroundingAction::Replace;
			$this->guard->replace( $draft, $request->context->locale );
		}
	}

	/** Whether a name is that of a language model, local or remote, and not of the built-in assistant, which quotes. */
	private function is_language_model( string $name ): bool {
		return $name !== $this->clients->builtin()->capabilities()->model;
	}

	/** Ends a failed answer with an apology and the offer of a person. */
	private function failed( AnswerDraft $draft, LlmFailure $failure, string $locale ): AnswerProgress {
		if ( LlmFailureKind::Cancelled === $failure->kind ) {
			return $draft->finish( $draft->parts(), Generation::Interrupted );
		}
		$sentence           = LocaleSwitcher::run(
			$locale,
			static fn(): string => '' === $draft->parts()->text()
				? __( 'Sorry, I can’t answer right now. You can ask again in a moment, or talk to a person.', 'aaia-chatbot' )
				: __( 'Sorry, my answer was cut off here. You can ask again, or talk to a person.', 'aaia-chatbot' )
		);
		$draft->trace->text = $draft->parts()->text();
		$draft->add_text( ( '' === $draft->parts()->text() ? '' : "\n\n" ) . $sentence );
		return $draft->finish( $draft->parts(), Generation::Interrupted, true );
	}
}
