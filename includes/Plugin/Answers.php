<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Answerer;
use Aaia\Chatbot\Assistant\AnswerGuard;
use Aaia\Chatbot\Assistant\AnswerReplay;
use Aaia\Chatbot\Assistant\Citations;
use Aaia\Chatbot\Assistant\Cost\Budget;
use Aaia\Chatbot\Assistant\Cost\Prices;
use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Assistant\Grounding\SentenceSupport;
use Aaia\Chatbot\Assistant\History;
use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;
use Aaia\Chatbot\Assistant\Metrics\Measures;
use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\Metrics\PastAnswers;
use Aaia\Chatbot\Assistant\Metrics\PromptTexts;
use Aaia\Chatbot\Assistant\Metrics\PurgePromptTexts;
use Aaia\Chatbot\Assistant\PromptBuilder;
use Aaia\Chatbot\Assistant\RecoverTurns;
use Aaia\Chatbot\Assistant\Similar\NoteQuestions;
use Aaia\Chatbot\Assistant\Similar\QuestionRepository;
use Aaia\Chatbot\Assistant\Similar\QuestionWords;
use Aaia\Chatbot\Assistant\Similar\SimilarQuestions;
use Aaia\Chatbot\Assistant\ToolSteps;
use Aaia\Chatbot\Assistant\TurnRunner;
use Aaia\Chatbot\Assistant\Usage;
use Aaia\Chatbot\Knowledge\ChosenSearch;
use Aaia\Chatbot\Knowledge\History\PastDocuments;
use Aaia\Chatbot\Knowledge\History\PastSearch;
use Aaia\Chatbot\Knowledge\History\VersionRepository;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\PassageSearch;
use Aaia\Chatbot\Llm\LlmClients;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\SendSupportEmail;
use Aaia\Chatbot\Tools\SupportKinds;
use Aaia\Chatbot\Tools\ToolGrant;
use Aaia\Chatbot\Tools\ToolRegistry;

/** From a question to an answer: knowledge, models, tools, the assistant's turn. */
final class Answers {

	public readonly Meaning $meaning;

	public readonly BuiltInIndex $index;

	public readonly PassageSearch $search;

	public readonly LlmClients $clients;

	public readonly ToolRegistry $tools;

	public readonly AbilityBridge $bridge;

	public readonly Answerer $answerer;

	public readonly Usage $usage;

	public readonly AnswerMetrics $metrics;

	public readonly PastAnswers $past;

	private ?QuestionRepository $questions = null;

	public readonly TurnRunner $runner;

	public readonly AnswerReplay $replay;

	public function __construct(
		private readonly Foundation $base,
		private readonly Desk $desk,
	) {
		$check          = new GroundingCheck();
		$send           = new SendSupportEmail( $base->settings, $desk->support, new SupportKinds( $base->settings ), $desk->sealed_address );
		$this->meaning  = new Meaning( $base );
		$this->index    = $this->meaning->index;
		$this->search   = new ChosenSearch( $this->meaning->search );
		$this->clients  = LlmClients::create( $base->settings, $base->clock );
		$this->tools    = new ToolRegistry( $base->settings, [ $send ] );
		$this->bridge   = new AbilityBridge( new ToolGrant(), $send );
		$prices         = new Prices( $base->settings );
		$this->usage    = new Usage( $base->database, $base->clock, $prices );
		$budget         = new Budget( $base->database, $base->clock, $base->settings, $prices, $this->usage );
		$this->answerer = new Answerer( $this->search, new PromptBuilder( $base->settings ), $this->clients, $this->tools, new ToolSteps( $this->tools, $this->bridge ), new Citations(), new AnswerGuard( $base->settings, $check ), $budget );
		$history        = new History( $desk->messages );
		$texts          = new PromptTexts( $base->database, $base->clock );
		$rows           = new MetricsRepository( $base->database, $base->clock, $base->events );
		$versions       = new VersionRepository( $base->database, $base->clock, $base->settings );
		$past           = new PastSearch( $base->database, new BuiltInIndex( $base->database, $base->clock ), $versions );
		$this->metrics  = new AnswerMetrics( $rows, $desk->messages, $this->search, $check, new Measures( new SentenceSupport(), $prices, $texts ), $history, $past );
		$this->past     = new PastAnswers( $this->metrics, $rows, $texts, $history, $past, new PastDocuments( $base->database, $versions ), $this->search );
		$this->runner   = new TurnRunner( $desk->answers, $history, $this->answerer, $this->usage, $this->metrics );
		$this->replay   = new AnswerReplay( $desk->followers, $desk->messages, $desk->turns );
	}

	/** Earlier questions that resemble one. */
	public function similar(): SimilarQuestions {
		return new SimilarQuestions( $this->questions(), new QuestionWords(), $this->desk->messages );
	}

	/** Keeps the words by which similar questions are found. */
	public function note_questions(): NoteQuestions {
		return new NoteQuestions( $this->questions(), new QuestionWords(), $this->base->jobs );
	}

	private function questions(): QuestionRepository {
		return $this->questions ??= new QuestionRepository( $this->base->database, $this->desk->access );
	}

	public function prompt_purge(): PurgePromptTexts {
		return new PurgePromptTexts( new PromptTexts( $this->base->database, $this->base->clock ) );
	}

	public function recovery(): RecoverTurns {
		return new RecoverTurns( $this->desk->answers, $this->desk->turns, $this->runner, $this->base->clock );
	}
}
