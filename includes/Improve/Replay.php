<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Assistant\AnswerRequest;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tools\TurnContext;

/**
 * Asks the assistant a question again, through the pipeline that answers visitors. Nothing is stored: no conversation, no metrics, no
 * usage; no tool runs, nobody is alerted.
 *
 * The built-in assistant, with the built-in keyword search, gives the same answer on every run for the same content and calls nobody.
 */
final class Replay {

	/**
	 * @param AnswerPipeline $visitors The pipeline of visitors: the model and the search of the settings.
	 * @param AnswerPipeline $builtin  The same with the built-in keyword search.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly AnswerPipeline $visitors,
		private readonly AnswerPipeline $builtin,
	) {}

	/**
	 * Answers a question.
	 *
	 * @param string            $locale  WordPress locale of the visitor's page, or a language.
	 * @param list<ChatMessage> $history Earlier messages, oldest first.
	 * @param bool              $builtin The built-in assistant; false: the model of the settings, whose usage the caller counts.
	 */
	public function ask( string $question, string $locale, array $history = [], bool $builtin = true ): ReplayedAnswer {
		$request  = new AnswerRequest( $question, $history, new TurnContext( null, $locale, false, $question ), false, builtin: $builtin );
		$progress = new AnswerProgress( $request->so_far );
		foreach ( ( $builtin ? $this->builtin : $this->visitors )->answer( $request, new NotCancelled() ) as $progress ) {
			continue;
		}
		$passages = $progress->trace?->prompt_passages() ?? [];
		return new ReplayedAnswer(
			$progress->parts->text(),
			$progress->refused,
			$progress->model,
			$progress->trace->found ?? [],
			array_values( array_filter( array_map(
				static fn( int $number ): ?Passage => $passages[ $number - 1 ] ?? null,
				$progress->trace->cited ?? [],
			) ) ),
			$progress,
		);
	}

	/**
	 * What $ask returns while a change is made, which is undone before this returns. Other requests see none of it.
	 *
	 * For drafts: `as_if( fn() => $answers->add( … ), fn() => $replay->ask( … ) )`. Keep it to a second or two, and ask only the built-in
	 * assistant: the rows that the change writes stay locked meanwhile.
	 *
	 * @template T
	 *
	 * @param \Closure(): mixed $change
	 * @param \Closure(): T     $ask
	 *
	 * @return T
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function as_if( \Closure $change, \Closure $ask ): mixed {
		$answers = [];
		try {
			$this->database->transaction( static function () use ( $change, $ask, &$answers ): never {
				$change();
				$answers = [ $ask() ];
				throw new Undone();
			} );
		} catch ( Undone ) {
			return $answers[0];
		}
	}
}
