<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** An import of answers from a file: its progress, and how many lines were added, changed or refused. */
final class AnswerImport {

	/** Its lines are being sent; nothing is imported yet. */
	public const RECEIVING = 'receiving';

	public const RUNNING = 'running';

	public const DONE = 'done';

	/** Ended by an owner: what was imported stays. */
	public const STOPPED = 'stopped';

	/**
	 * @param string $name    Name of the file.
	 * @param string $state   One of the constants.
	 * @param int    $total   Lines with an answer.
	 * @param int    $done    Parts that are finished.
	 * @param int    $added   New answers.
	 * @param int    $changed Answers to a known question that were replaced.
	 * @param int    $known   Answers that were there already, word for word.
	 * @param int    $refused Lines without a valid answer.
	 * @param int    $author  Id of the user.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly string $name,
		public readonly string $state,
		public readonly int $total,
		public readonly int $done,
		public readonly int $added,
		public readonly int $changed,
		public readonly int $known,
		public readonly int $refused,
		public readonly int $author,
	) {}
}
