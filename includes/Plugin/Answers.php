<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

use Aaia\Chatbot\Assistant\Answerer;
use Aaia\Chatbot\Assistant\AnswerGuard;
use Aaia\Chatbot\Assistant\AnswerReplay;
use Aaia\Chatbot\Assistant\Citations;
use Aaia\Chatbot\Assistant\Cost\Budget;
use Aaia\Chatbot\Assistant\Cost\Prices;
use Aaia\Chatbot\Assistant\Grounding\GroundingCheck;
use Aaia\Chatbot\Assistant\Grounding\SentenceSupport;
use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;
use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\PromptBuilder;
use Aaia\Chatbot\Assistant\RecoverTurns;
use Aaia\Chatbot\Assistant\ToolSteps;
use Aaia\Chatbot\Assistant\TurnRunner;
use Aaia\Chatbot\Assistant\Usage;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Llm\LlmClients;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\SendSupportEmail;
use Aaia\Chatbot\Tools\SupportKinds;
use Aaia\Chatbot\Tools\ToolGrant;
use Aaia\Chatbot\Tools\ToolRegistry;

/** From a question to an answer: knowledge, models, tools, the assistant's turn. */
final class Answers {

	public readonly BuiltInIndex $index;

	public readonly LlmClients $clients;

	public readonly ToolRegistry $tools;

	public readonly AbilityBridge $bridge;

	public readonly Answerer $answerer;

	public readonly Usage $usage;

	public readonly AnswerMetrics $metrics;

	public readonly TurnRunner $runner;

	public readonly AnswerReplay $replay;

	public function __construct(
		private readonly Foundation $base,
		private readonly Desk $desk,
	) {
		$check          = new GroundingCheck();
		$send           = new SendSupportEmail( $base->settings, $desk->support, new SupportKinds( $base->settings ), $desk->sealed_address );
		$this->index    = new BuiltInIndex( $base->database, $base->clock );
		$this->clients  = LlmClients::create( $base->settings, $base->clock );
		$this->tools    = new ToolRegistry( $base->settings, [ $send ] );
		$this->bridge   = new AbilityBridge( new ToolGrant(), $send );
		$prices         = new Prices( $base->settings );
		$this->usage    = new Usage( $base->database, $base->clock, $prices );
		$budget         = new Budget( $base->database, $base->clock, $base->settings, $prices, $this->usage );
		$this->answerer = new Answerer( $this->index->search, new PromptBuilder( $base->settings ), $this->clients, $this->tools, new ToolSteps( $this->tools, $this->bridge ), new Citations(), new AnswerGuard( $base->settings, $check ), $budget );
		$this->metrics  = new AnswerMetrics( new MetricsRepository( $base->database, $base->clock ), $desk->messages, $this->index->search, $check, new SentenceSupport() );
		$this->runner   = new TurnRunner( $desk->answers, $desk->messages, $this->answerer, $this->usage, $this->metrics );
		$this->replay   = new AnswerReplay( $desk->answers, $desk->messages, $desk->turns );
	}

	public function recovery(): RecoverTurns {
		return new RecoverTurns( $this->desk->answers, $this->desk->turns, $this->runner, $this->base->clock );
	}
}
