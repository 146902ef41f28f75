<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Conversations, their messages, turns and requests for a person. */
final class ConversationsModule {

	public const MIGRATIONS = [
		CreateConversationTables::class,
		CreateSourceReports::class,
		CreateAddressChecks::class,
		AddFollowers::class,
		KeySentMessages::class,
		KeepVisitorsRatings::class,
		CreateReplyAddresses::class,
		CreateUnreadMarks::class,
		CreateMentions::class,
		CreateConversationLimits::class,
		AddTeamHours::class,
		AddPriorityIndex::class,
		CreateLabels::class,
		CreateCategories::class,
		AddPromises::class,
		CreateTeams::class,
		CreateAgents::class,
		AddArchiveIndex::class,
	];

	public const JOBS = [
		ResolveSilentConversations::NAME  => ResolveSilentConversations::class,
		HandBackSilentConversations::NAME => HandBackSilentConversations::class,
		NoteBrokenPromises::NAME          => NoteBrokenPromises::class,
		ForgetLabel::NAME                 => ForgetLabel::class,
		ForgetCategory::NAME              => ForgetCategory::class,
		EmptyTeam::NAME                   => EmptyTeam::class,
		ArchiveResolvedConversations::NAME => ArchiveResolvedConversations::class,
	];

	public const SCHEDULES = [
		ResolveSilentConversations::NAME => [
			ResolveSilentConversations::EVERY_SECONDS,
			ResolveSilentConversations::class,
			'due',
		],
		HandBackSilentConversations::NAME => [
			HandBackSilentConversations::EVERY_SECONDS,
			HandBackSilentConversations::class,
			'due',
		],
		ArchiveResolvedConversations::NAME => [
			ArchiveResolvedConversations::EVERY_SECONDS,
			ArchiveResolvedConversations::class,
			'due',
		],
		NoteBrokenPromises::NAME => [ NoteBrokenPromises::EVERY_SECONDS, NoteBrokenPromises::class, 'due' ],
	];

	public const SETTINGS = [ ConversationSettings::class ];
}
