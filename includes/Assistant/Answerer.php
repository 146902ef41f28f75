<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Knowledge\Passage;
use Aaia\Chatbot\Knowledge\PassageSearch;
use Aaia\Chatbot\Knowledge\SearchQuery;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\LlmClient;
use Aaia\Chatbot\Llm\LlmClients;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Tools\ToolRegistry;

/**
 * From a question to a finished answer: retrieve, prompt, stream, tools, cite. Stores nothing.
 *
 * One generator for everybody: the visitor's stream, JSON, the command line, the OpenAI endpoint.
 */
final class Answerer {

	/** Times a model may call tools and be asked again in one turn. */
	private const STEPS = 5;

	/** Passages that go into the prompt. */
	private const PASSAGES = 6;

	public function __construct(
		private readonly PassageSearch $search,
		private readonly PromptBuilder $prompts,
		private readonly LlmClients $clients,
		private readonly ToolRegistry $tools,
		private readonly ToolSteps $tool_steps,
		private readonly Citations $citations,
	) {}

	/**
	 * Answers. The last value says how it ended.
	 *
	 * @return \Generator<int, Progress>
	 */
	public function answer( AnswerRequest $request, Cancellation $cancel ): \Generator {
		$passages = $this->passages( $request );
		$client   = $request->builtin ? $this->clients->builtin() : $this->clients->current();
		$draft    = new Draft( $request->so_far, $client->capabilities()->model );
		yield from $this->tool_steps->finish_decided( $draft, $request->context );
		for ( $step = 1; $step <= self::STEPS; $step++ ) {
			try {
				yield from $this->step( $request, $client, $draft, $passages, $cancel, $step < self::STEPS );
			} catch ( LlmFailure $failure ) {
				yield $this->broken( $draft, $failure, $request->context->locale );
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
		yield $this->finished( $draft, $passages );
	}

	/**
	 * One call of the model, and the tools it asks for.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return \Generator<int, Progress>
	 *
	 * @throws LlmFailure
	 */
	private function step( AnswerRequest $request, LlmClient $client, Draft $draft, array $passages, Cancellation $cancel, bool $may_call_tools ): \Generator {
		$offered = $request->with_tools && $may_call_tools && $client->capabilities()->tools ? $this->tools->definitions( $request->context ) : [];
		$chat    = new ChatRequest(
			$this->prompts->system( $passages, $request->context->locale, [] !== $offered ),
			$request->history,
			$request->question,
			$passages,
			$offered,
			$draft->exchanges(),
			$request->context->locale,
			person_requested: $request->context->person_requested
		);
		$draft->begin_step();
		foreach ( $client->stream( $chat, $cancel ) as $part ) {
			if ( $draft->take( $part ) ) {
				yield $draft->progress();
			}
		}
		$draft->end_text();
		yield from $this->tool_steps->run_called( $draft, $request->context );
	}

	/** @return list<Passage> An index that cannot be read answers nothing: the assistant then says that it does not know. */
	private function passages( AnswerRequest $request ): array {
		try {
			return $this->search->search( new SearchQuery( $request->question, substr( $request->context->locale, 0, 2 ), self::PASSAGES ) );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Knowledge index: ' . $failure->getMessage() );
			return [];
		}
	}

	/** @param list<Passage> $passages */
	private function finished( Draft $draft, array $passages ): Progress {
		$text    = $draft->parts()->text();
		$numbers = $draft->cited() ?? $this->citations->named( $text, count( $passages ) );
		if ( [] === $numbers && ! $draft->refused() && null === $draft->cited() ) {
			$numbers = $this->citations->likely( $text, $passages );
		}
		return $draft->ended( $this->citations->with_sources( $draft->parts(), $draft->refused() ? [] : $numbers, $passages ), Generation::Complete );
	}

	/** What a visitor sees when the model fails in the middle, or fails altogether: an apology and the offer of a person. */
	private function broken( Draft $draft, LlmFailure $failure, string $locale ): Progress {
		if ( LlmFailureKind::Cancelled === $failure->kind ) {
			return $draft->ended( $draft->parts(), Generation::Interrupted );
		}
		$switched = switch_to_locale( $locale );
		$sentence = '' === $draft->parts()->text()
			? __( 'Sorry, I cannot answer just now. You can ask again in a moment, or talk to a person.', 'aaia-chatbot' )
			: __( 'Sorry, my answer was cut off here. You can ask again, or talk to a person.', 'aaia-chatbot' );
		if ( $switched ) {
			restore_previous_locale();
		}
		$draft->say( ( '' === $draft->parts()->text() ? '' : "\n\n" ) . $sentence );
		return $draft->ended( $draft->parts(), Generation::Interrupted, true );
	}
}
