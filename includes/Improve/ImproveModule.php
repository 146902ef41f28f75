<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerGuard;
use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\Citations;
use Aaia\Chatbot\Assistant\Cost\Budget;
use Aaia\Chatbot\Assistant\PromptBuilder;
use Aaia\Chatbot\Assistant\TeamAnswers;
use Aaia\Chatbot\Assistant\ToolCallExecutor;
use Aaia\Chatbot\Content\Sources\PublicationCheck;
use Aaia\Chatbot\Improve\Bench\BenchGuard;
use Aaia\Chatbot\Improve\Bench\BenchSettings;
use Aaia\Chatbot\Improve\Bench\CreateTestTables;
use Aaia\Chatbot\Improve\Bench\NoteTouches;
use Aaia\Chatbot\Improve\Bench\RunTests;
use Aaia\Chatbot\Improve\Bench\RunTouched;
use Aaia\Chatbot\Improve\Bench\ScheduleTests;
use Aaia\Chatbot\Improve\Bench\TestAlerts;
use Aaia\Chatbot\Improve\Bench\TestQuestionsController;
use Aaia\Chatbot\Improve\Bench\TestRunsController;
use Aaia\Chatbot\Improve\Categories\CategorySuggestionController;
use Aaia\Chatbot\Improve\Changes\ChangesController;
use Aaia\Chatbot\Improve\Changes\CreateChanges;
use Aaia\Chatbot\Improve\Changes\NoteChanges;
use Aaia\Chatbot\Improve\Changes\NoteSettings;
use Aaia\Chatbot\Improve\Corrections\CorrectionsController;
use Aaia\Chatbot\Improve\Corrections\CreateReachPreviews;
use Aaia\Chatbot\Improve\Gaps\CreateGaps;
use Aaia\Chatbot\Improve\Gaps\GapBuilder;
use Aaia\Chatbot\Improve\Gaps\GapRepository;
use Aaia\Chatbot\Improve\Gaps\GapsController;
use Aaia\Chatbot\Improve\Gaps\TaskMailSender;
use Aaia\Chatbot\Improve\Lessons\CreateLessons;
use Aaia\Chatbot\Improve\Lessons\LessonsController;
use Aaia\Chatbot\Improve\Review\DrawSample;
use Aaia\Chatbot\Improve\Today\CreateTodayItems;
use Aaia\Chatbot\Improve\Today\FindTodayItems;
use Aaia\Chatbot\Improve\Today\NoteTodayItems;
use Aaia\Chatbot\Improve\Today\RemindAgents;
use Aaia\Chatbot\Improve\Today\ReminderMailSender;
use Aaia\Chatbot\Improve\Today\TodayController;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tools\ToolRegistry;

/** What makes answers better: reviews, gaps, corrected answers, the test bench, and what changes brought. */
final class ImproveModule {

	public const MIGRATIONS = [
		CreateTodayItems::class,
		CreateLessons::class,
		CreateGaps::class,
		CreateReachPreviews::class,
		CreateTestTables::class,
		CreateChanges::class,
	];

	public const SETTINGS = [ BenchSettings::class ];

	public const CONTROLLERS = [
		TodayController::class,
		CategorySuggestionController::class,
		LessonsController::class,
		GapsController::class,
		CorrectionsController::class,
		TestQuestionsController::class,
		TestRunsController::class,
		ChangesController::class,
	];

	public const SUBSCRIBERS = [ NoteTodayItems::class, NoteTouches::class, NoteChanges::class ];

	public const JOBS = [
		FindTodayItems::NAME => FindTodayItems::class,
		DrawSample::NAME     => DrawSample::class,
		RemindAgents::NAME   => RemindAgents::class,
		GapBuilder::NAME     => GapBuilder::class,
		RunTests::NAME       => RunTests::class,
		RunTouched::NAME     => RunTouched::class,
		ScheduleTests::NAME  => ScheduleTests::class,
	];

	public const SCHEDULES = [
		FindTodayItems::NAME => FindTodayItems::EVERY_SECONDS,
		DrawSample::NAME     => DrawSample::EVERY_SECONDS,
		RemindAgents::NAME   => RemindAgents::EVERY_SECONDS,
		GapBuilder::NAME     => [ GapBuilder::EVERY_SECONDS, GapRepository::class, 'due' ],
		ScheduleTests::NAME  => ScheduleTests::EVERY_SECONDS,
	];

	public const DELIVERY_SENDERS = [ ReminderMailSender::class, TaskMailSender::class, TestAlerts::class ];

	public const BINDINGS = [
		Replay::class           => [ self::class, 'replay' ],
		PublicationCheck::class => BenchGuard::class,
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [ [ 'aaia_chatbot_settings_saved', NoteSettings::class, 'settings_saved' ] ];
	}

	public static function replay(
		Database $database,
		AnswerPipeline $visitors,
		IndexSearch $search,
		PromptBuilder $prompts,
		LlmClientRegistry $clients,
		ToolRegistry $tools,
		ToolCallExecutor $calls,
		Citations $citations,
		AnswerGuard $guard,
		Budget $budget,
		TeamAnswers $team,
	): Replay {
		return new Replay(
			$database,
			$visitors,
			new AnswerPipeline( $search, $prompts, $clients, $tools, $calls, $citations, $guard, $budget, $team ),
		);
	}
}
